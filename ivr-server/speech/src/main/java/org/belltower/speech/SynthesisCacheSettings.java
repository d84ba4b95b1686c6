package org.belltower.speech;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how much the synthesis cache keeps. <em>Immutable.</em>
 *
 * @param directory kept across restarts; made where it is missing
 * @param maxBytes clips beyond this are removed, the longest unused first
 * @param grace a clip handed out within this time is never removed, even over the limit: a call may be about to play it
 */
public record SynthesisCacheSettings(Path directory, long maxBytes, Duration grace) {
    /** Room for about nine hours of speech. */
    public static final long DEFAULT_MAX_BYTES = 512L * 1024 * 1024;

    public static final Duration DEFAULT_GRACE = Duration.ofMinutes(10);

    public SynthesisCacheSettings {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " must be positive");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace " + grace + " must not be negative");
        }
    }

    public static SynthesisCacheSettings in(Path directory) {
        return new SynthesisCacheSettings(directory, DEFAULT_MAX_BYTES, DEFAULT_GRACE);
    }
}
