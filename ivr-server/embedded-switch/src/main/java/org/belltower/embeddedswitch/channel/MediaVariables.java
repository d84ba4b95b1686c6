package org.belltower.embeddedswitch.channel;

import org.belltower.embeddedswitch.media.MediaStream;
import org.belltower.embeddedswitch.sdp.NegotiatedAudio;

/** The channel variables that tell of audio, named as in FreeSWITCH. <em>Immutable.</em> */
final class MediaVariables {
    private MediaVariables() {}

    /** Where we listen. */
    static void local(Variables variables, MediaStream stream) {
        variables.set("local_media_ip", stream.localAddress().getHostAddress());
        variables.set("local_media_port", String.valueOf(stream.rtpPort()));
    }

    /** What was agreed with the peer. */
    static void agreed(Variables variables, NegotiatedAudio audio) {
        String codec = audio.codec().name();
        variables.set("read_codec", codec);
        variables.set("read_rate", "8000");
        variables.set("write_codec", codec);
        variables.set("write_rate", "8000");
        variables.set("rtp_use_codec_name", codec);
        variables.set("remote_media_ip", audio.remoteRtp().getHostString());
        variables.set("remote_media_port", String.valueOf(audio.remoteRtp().getPort()));
        variables.set("dtmf_type", audio.telephoneEvent().isPresent() ? "rfc2833" : "none");
    }
}
