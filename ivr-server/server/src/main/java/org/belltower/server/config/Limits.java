package org.belltower.server.config;

import java.time.Duration;

/**
 * What is too much. Immutable.
 *
 * @param calls calls at a time; a further one is released as congestion (Q.850 cause 42)
 * @param drain how long calls in progress may go on when the server stops
 */
public record Limits(int calls, Duration drain) {
    public static final Limits DEFAULT = new Limits(1000, Duration.ofSeconds(30));

    public Limits {
        if (calls < 1) {
            throw new IllegalArgumentException("'calls' must be 1 or more, but is " + calls);
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("'drain' must not be negative, but is " + drain);
        }
    }
}
