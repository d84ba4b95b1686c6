package org.belltower.embeddedswitch.media;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a recording ended; by now the file is closed. *Immutable.*
 *
 * @param length what is in the file
 * @param droppedFrames 20 ms frames that the disk was too slow for
 */
public record RecordingEnd(Path file, Reason reason, Duration length, long droppedFrames) {
    /** Why. */
    public enum Reason {
        STOPPED,
        MAX_LENGTH,
        SILENCE,
        CLOSED,
        /** The file could not be written; what could be is there. The log says why. */
        DISK_FAILED
    }
}
