package org.belltower.embeddedswitch.media;

import java.time.Duration;
import java.util.Optional;

/**
 * When to tell of what a clock missed: of the first gap at once, of those after it together, at most once in
 * {@link #PAUSE}. *Confined to the clock's thread.*
 */
final class GapReport {
    static final Duration PAUSE = Duration.ofSeconds(10);

    private boolean told;
    private long toldAt;
    private long untold;

    /** @param length of all gaps since the last time that was told, that one not included */
    record Gap(Duration length) {}

    /**
     * Takes note of missed ticks.
     *
     * @param nanos {@link System#nanoTime}
     * @return what to tell now
     */
    Optional<Gap> missed(long ticks, long nanos) {
        untold += ticks;
        if (told && nanos - toldAt < PAUSE.toNanos()) {
            return Optional.empty();
        }
        Gap gap = new Gap(Duration.ofNanos(untold * MediaClock.TICK_NANOS));
        told = true;
        toldAt = nanos;
        untold = 0;
        return Optional.of(gap);
    }
}
