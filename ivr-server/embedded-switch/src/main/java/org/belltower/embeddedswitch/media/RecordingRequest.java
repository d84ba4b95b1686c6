package org.belltower.embeddedswitch.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What to record and where to. *Immutable.*
 *
 * @param file {@code .wav} (16 bits, 8 kHz), or {@code .raw}, the same samples without a header; folders are made;
 *     an existing file is replaced. A FIFO that is there takes the samples as they come, where it is named {@code .raw}
 * @param sides which directions
 * @param maxLength recording ends after that much
 * @param silence recording ends after that much silence of the peer
 */
public record RecordingRequest(Path file, Sides sides, Optional<Duration> maxLength, Optional<SilenceStop> silence) {
    /** Directions, seen from here: the peer is read, what is played is written. */
    public enum Sides {
        /** Both in one channel, added. */
        MIXED,
        /** What the peer says left, what it hears right ({@code RECORD_STEREO}). */
        STEREO,
        /** What the peer says ({@code RECORD_READ_ONLY}). */
        READ_ONLY,
        /** What the peer hears ({@code RECORD_WRITE_ONLY}). */
        WRITE_ONLY
    }

    /**
     * Silence that ends a recording.
     *
     * @param threshold mean absolute sample value, 0 to 32767, below which 20 ms are silent; FreeSWITCH's measure, 200
     *     is usual
     */
    public record SilenceStop(int threshold, Duration length) {}

    /** Both sides until stopped: {@code record_session}. */
    public static RecordingRequest session(Path file) {
        return new RecordingRequest(file, Sides.MIXED, Optional.empty(), Optional.empty());
    }

    /** What the peer says until stopped: {@code record}. */
    public static RecordingRequest peer(Path file) {
        return new RecordingRequest(file, Sides.READ_ONLY, Optional.empty(), Optional.empty());
    }
}
