package org.belltower.embeddedswitch.media;

import java.time.Duration;
import org.belltower.audio.SampleRate;

/**
 * How a playback ended. *Immutable.*
 *
 * @param samplesPlayed samples of its items that went out, at 8 kHz; exact
 * @param itemsPlayed items that were played to their end
 */
public record PlaybackEnd(Reason reason, long samplesPlayed, int itemsPlayed) {
    /** Why. */
    public enum Reason {
        /** All items were played. */
        DONE,
        /** {@link Playback#stop} or {@link MediaStream#stopAll}. */
        STOPPED,
        /** The stream was closed, or was closed before. */
        CLOSED,
        /** Too many playbacks were nested. */
        REJECTED
    }

    public Duration played() {
        return SampleRate.HZ_8000.durationOf(samplesPlayed);
    }
}
