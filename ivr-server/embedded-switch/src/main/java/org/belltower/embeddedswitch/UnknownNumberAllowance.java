package org.belltower.embeddedswitch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Counts the calls to unknown numbers against {@link UnknownNumbers}.
 *
 * <p><em>Thread-safe</em> by its own lock, never held for longer than the counting. A clock that is set back neither adds
 * to the allowance nor takes from it.
 */
final class UnknownNumberAllowance {
    private final UnknownNumbers limits;
    private final InstantSource clock;
    private int present; // guarded by this
    private int allowed; // guarded by this
    private Instant counted; // guarded by this

    UnknownNumberAllowance(UnknownNumbers limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.allowed = limits.atOnce();
        this.counted = clock.instant();
    }

    /** Whether one more may come; it then is present until {@link #left}. */
    synchronized boolean enter() {
        earn();
        if (allowed == 0 || present == limits.atOnce()) {
            return false;
        }
        allowed--;
        present++;
        return true;
    }

    synchronized void left() {
        present--;
    }

    private void earn() {
        Instant now = clock.instant();
        Duration passed = Duration.between(counted, now);
        if (passed.isNegative()) {
            counted = now;
            return;
        }
        long earned = passed.dividedBy(limits.interval());
        if (allowed + earned >= limits.atOnce()) {
            allowed = limits.atOnce();
            counted = now;
        } else {
            allowed += (int) earned;
            counted = counted.plus(limits.interval().multipliedBy(earned));
        }
    }
}
