package org.belltower.eventsocket;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try to connect: twice as long each time up to {@code most}, and of that a random
 * part between one half and all, so that many clients do not come at once.
 *
 * <p><em>Immutable</em> but for its random source.
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {
    public Backoff {
        if (!first.isPositive() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("a backoff grows from more than zero: " + first + " to " + most);
        }
    }

    /** From 250 ms up to 15 s. */
    public static Backoff of(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15), random);
    }

    /** The wait after so many failed tries in a row, 1 or more. */
    Duration after(int failures) {
        Duration full = first;
        for (int i = 1; i < failures && full.compareTo(most) < 0; i++) {
            full = full.multipliedBy(2);
        }
        long nanos = (full.compareTo(most) > 0 ? most : full).toNanos();
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }
}
