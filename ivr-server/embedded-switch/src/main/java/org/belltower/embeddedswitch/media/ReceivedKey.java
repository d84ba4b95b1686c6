package org.belltower.embeddedswitch.media;

import java.time.Duration;
import org.belltower.audio.DtmfTone;

/**
 * A key that the peer pressed, reported when it is let go. *Immutable.*
 *
 * @param nanoTime {@link System#nanoTime} when the packet that ended the key was read
 */
public record ReceivedKey(DtmfTone tone, Duration length, Source source, long nanoTime) {
    /** How it came; the names are those of FreeSWITCH's DTMF-Source. */
    public enum Source {
        RTP,
        INBAND_AUDIO
    }

    /** A key may be part of a secret, so it never shows. */
    @Override
    public String toString() {
        return "ReceivedKey[•, " + length + ", " + source + "]";
    }
}
