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

    private static final int FEWEST_SPARE = 10;
    private static final int CALLS_A_SPARE = 10;

    /**
     * How many calls the switch lets in at a time: a tenth more than {@link #calls}, 10 at least. Those beyond
     * {@code calls} come as far as the server, which releases them and writes their record; the switch refuses the rest.
     */
    public int admitted() {
        return calls + Math.max(FEWEST_SPARE, calls / CALLS_A_SPARE);
    }

    public Limits {
        if (calls < 1) {
            throw new IllegalArgumentException("'calls' must be 1 or more, but is " + calls);
        }
        if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
            throw new IllegalArgumentException("'drain' must be 0s to 15m, but is " + drain);
        }
    }
}
