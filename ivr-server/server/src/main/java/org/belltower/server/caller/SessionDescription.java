package org.belltower.server.caller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import org.belltower.audio.G711;

/**
 * The audio part of an SDP body. <i>Immutable.</i>
 *
 * <p>Spec: RFC 8866; RFC 3264; RFC 4733 §7.
 *
 * @param audio where RTP is to be sent
 * @param codec the first codec named that this telephone has; empty for none
 * @param events the payload type of telephone events
 */
record SessionDescription(InetSocketAddress audio, Optional<G711> codec, OptionalInt events) {
    private static final int EVENTS = 101;

    /** The payload type of a codec. Spec: RFC 3551 §6. */
    static int payloadType(G711 codec) {
        return switch (codec) {
            case ULAW -> 0;
            case ALAW -> 8;
        };
    }

    /** The offer, or the answer, of one codec, and of telephone events unless keys are tones in the audio. */
    static String describe(InetSocketAddress local, G711 codec, boolean inband) {
        String host = local.getAddress().getHostAddress();
        int type = payloadType(codec);
        return String.join(
                "\r\n",
                "v=0",
                "o=caller 1 1 IN IP4 " + host,
                "s=-",
                "c=IN IP4 " + host,
                "t=0 0",
                "m=audio " + local.getPort() + " RTP/AVP " + type + (inband ? "" : " " + EVENTS),
                "a=rtpmap:" + type + (codec == G711.ALAW ? " PCMA/8000" : " PCMU/8000")
                        + (inband
                                ? ""
                                : "\r\na=rtpmap:" + EVENTS + " telephone-event/8000\r\na=fmtp:" + EVENTS + " 0-15"),
                "a=ptime:20",
                "a=sendrecv",
                "");
    }

    /** Empty where the body describes no audio. */
    static Optional<SessionDescription> parse(String body) {
        Optional<String> host = Optional.empty();
        Optional<String[]> media = Optional.empty();
        OptionalInt events = OptionalInt.empty();
        boolean inOtherMedia = false;
        for (String line : body.split("\r?\n", -1)) {
            if (line.startsWith("m=")) {
                inOtherMedia = media.isPresent() || !line.startsWith("m=audio ");
                if (!inOtherMedia) {
                    media = Optional.of(line.substring(2).strip().split(" +", -1));
                }
            } else if (line.startsWith("c=IN IP4 ") && !inOtherMedia) {
                host = Optional.of(line.substring(9).strip());
            } else if (line.matches("a=rtpmap:\\d{1,3} telephone-event/8000.*") && !inOtherMedia) {
                events = OptionalInt.of(Integer.parseInt(line.substring(9, line.indexOf(' '))));
            }
        }
        if (host.isEmpty() || media.isEmpty() || media.get().length < 4) {
            return Optional.empty();
        }
        try {
            var audio = new InetSocketAddress(InetAddress.getByName(host.get()), Integer.parseInt(media.get()[1]));
            return Optional.of(new SessionDescription(audio, codec(media.get()), events));
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Optional.empty(); // An address that is none: the offer is as good as missing.
        }
    }

    private static Optional<G711> codec(String[] media) {
        for (int i = 3; i < media.length; i++) {
            switch (media[i]) {
                case "0" -> {
                    return Optional.of(G711.ULAW);
                }
                case "8" -> {
                    return Optional.of(G711.ALAW);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }
}
