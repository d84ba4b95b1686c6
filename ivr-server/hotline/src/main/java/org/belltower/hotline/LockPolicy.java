package org.belltower.hotline;

import java.time.Duration;

/**
 * When an account is locked. <i>Immutable.</i>
 *
 * @param failures in a row that lock it, 1 to 100
 * @param duration how long, unless somebody unlocks it by hand
 */
public record LockPolicy(int failures, Duration duration) {
    /** Five failures, 24 hours. */
    public static final LockPolicy DEFAULT = new LockPolicy(5, Duration.ofHours(24));

    private static final int MOST_FAILURES = 100;

    public LockPolicy {
        if (failures < 1 || failures > MOST_FAILURES || !duration.isPositive()) {
            throw new IllegalArgumentException(
                    "an account locks after 1 to 100 failures for a positive time, not after " + failures + " for "
                            + duration);
        }
    }
}
