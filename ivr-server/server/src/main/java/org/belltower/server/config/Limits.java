package org.belltower.server.config;

import java.time.Duration;

/**
 * What is too much. Immutable.
 *
 * @param calls calls at a time; a further one is released as congestion (Q.850 cause 42)
 * @param drain how long calls in progress may go on when the server stops
 */
public record Limits(int calls, Duration drain) {
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(15);

    public static final Limits DEFAULT = new Limits(1000, Duration.ofSeconds(30));

    public Limits {
        if (calls < 1) {
            throw new IllegalArgumentException("'calls' must be 1 or more, but is " + calls);
        }
        if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
            throw new IllegalArgumentException("'drain' must be 0s to 15m, but is " + drain);
        }
    }
}
