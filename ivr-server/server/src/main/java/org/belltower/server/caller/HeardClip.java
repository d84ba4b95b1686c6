package org.belltower.server.caller;

import java.time.Duration;

/**
 * A clip that was heard. <i>Immutable.</i>
 *
 * @param sample where in the stream it begins; below 0 where its silent beginning was cut off
 * @param at since the stream began
 * @param length how much of it was heard without a difference
 * @param whole whether that is all of it; otherwise it was cut short
 * @param arrivalNanos {@link System#nanoTime} when its first packet came; where its silent beginning was not sent, the
 *     first that was
 */
public record HeardClip(KnownClip clip, int sample, Duration at, Duration length, boolean whole, long arrivalNanos) {
    public String text() {
        return clip.text();
    }
}
