package org.belltower.embeddedswitch.media;

import java.time.Duration;
import org.belltower.audio.G711;
import org.belltower.audio.SampleRate;

/**
 * Audio encoded once in both laws, shared by all calls that play it. *Immutable.* Nothing to close.
 *
 * <p>The payloads are sliced by index and never written.
 */
public final class Clip {
    private final byte[] alaw;
    private final byte[] ulaw;

    Clip(byte[] alaw, byte[] ulaw) {
        this.alaw = alaw;
        this.ulaw = ulaw;
    }

    byte[] payload(G711 law) {
        return law == G711.ALAW ? alaw : ulaw;
    }

    /** Samples at 8 kHz. */
    public int samples() {
        return alaw.length;
    }

    public Duration length() {
        return SampleRate.HZ_8000.durationOf(alaw.length);
    }

    /** Bytes that it takes in the cache. */
    long bytes() {
        return 2L * alaw.length;
    }
}
