package org.belltower.audio;

import java.time.Duration;

/** Samples per second of one channel. *Immutable.* */
public record SampleRate(int hertz) {
    /** What a telephone line carries. */
    public static final SampleRate HZ_8000 = new SampleRate(8000);

    /** What speech recognisers want and speech synthesisers give. */
    public static final SampleRate HZ_16000 = new SampleRate(16000);

    /** 1,000 to 192,000 Hz: outside of that a header is wrong rather than unusual. */
    public SampleRate {
        if (hertz < 1_000 || hertz > 192_000) {
            throw new IllegalArgumentException("A sample rate lies between 1000 and 192000 Hz, not " + hertz);
        }
    }

    /** Samples in a time, rounded down. */
    public long samplesIn(Duration time) {
        return Math.addExact(
                Math.multiplyExact(time.getSeconds(), (long) hertz), (long) time.getNano() * hertz / 1_000_000_000L);
    }

    /** How long that many samples last, to the nanosecond. */
    public Duration durationOf(long samples) {
        return Duration.ofSeconds(samples / hertz, samples % hertz * 1_000_000_000L / hertz);
    }
}
