package org.belltower.embeddedswitch.media;

import org.belltower.audio.ToneScript;

/** What a stream sends while no playback runs. *Immutable.* */
public sealed interface Background {
    /** No packets, as FreeSWITCH does by default. Timestamps go on, and the next packet carries the marker. */
    record Nothing() implements Background {}

    /** Packets of silence, for peers and address translators that want packets to keep a path open. */
    record Silence() implements Background {}

    /** What the peer says, back to it, after the jitter delay. */
    record Echo() implements Background {}

    /** Tones over and over: ringback. */
    record Ringing(ToneScript script) implements Background {}

    /**
     * What another stream of the same engine receives: sound after the jitter delay, in this stream's codec, and keys.
     * One direction; {@link MediaEngine#bridge} sets both.
     */
    record Bridged(MediaStream peer) implements Background {}
}
