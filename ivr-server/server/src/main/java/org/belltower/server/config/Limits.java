package org.belltower.server.config;

import java.time.Duration;

/**
 * What is too much. Immutable.
 *
 * @param calls calls at a time; a further one is told so, as {@code busyPrompts} says, and released with {@code busyCause}
 * @param drain how long calls in progress may go on when the server stops
 * @param callsASecond new calls; a further one is released likewise. Calls that come back after an interruption do not count
 * @param waiting calls that have come and are not answered yet; a further one is released likewise
 * @param busyPrompts how many callers at a time hear that all lines are busy before they are released; the others are released at once
 * @param busyCause that callers over a limit are released with, under the switch's name
 * @param lostServer how long a call waits for a server after it has lost its own
 */
public record Limits(
        int calls,
        Duration drain,
        int callsASecond,
        int waiting,
        Duration lostServer,
        int busyPrompts,
        BusyCause busyCause) {
    private static final int DEFAULT_CALLS_A_SECOND = 200;
    private static final int DEFAULT_WAITING = 200;
    private static final int MOST_A_SECOND = 10_000;
    private static final Duration DEFAULT_LOST_SERVER = Duration.ofSeconds(60);
    private static final Duration LONGEST_LOST_SERVER = Duration.ofMinutes(10);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(15);

    private static final int DEFAULT_BUSY_PROMPTS = 10;
    private static final int MOST_BUSY_PROMPTS = 1_000;

    public static final Limits DEFAULT = new Limits(
            1000,
            Duration.ofSeconds(30),
            DEFAULT_CALLS_A_SECOND,
            DEFAULT_WAITING,
            DEFAULT_LOST_SERVER,
            DEFAULT_BUSY_PROMPTS,
            BusyCause.CONGESTION);

    private static final int FEWEST_SPARE = 10;
    private static final int CALLS_A_SPARE = 10;

    /**
     * How many calls the switch lets in at a time: a tenth more than {@link #calls}, 10 at least, and those who are told that all lines
     * are busy. Those beyond {@code calls} come as far as the server, which releases them and writes their record; the switch refuses
     * the rest.
     */
    public int admitted() {
        return calls + Math.max(FEWEST_SPARE, calls / CALLS_A_SPARE) + busyPrompts;
    }

    /** With the defaults for new calls; who is over a limit is released at once. */
    public Limits(int calls, Duration drain) {
        this(calls, drain, DEFAULT_CALLS_A_SECOND, DEFAULT_WAITING, DEFAULT_LOST_SERVER, 0, BusyCause.CONGESTION);
    }

    public Limits {
        if (busyPrompts < 0 || busyPrompts > MOST_BUSY_PROMPTS) {
            throw new IllegalArgumentException(
                    "'busy-prompts' must be 0 to " + MOST_BUSY_PROMPTS + ", but is " + busyPrompts);
        }
        if (callsASecond < 1 || callsASecond > MOST_A_SECOND) {
            throw new IllegalArgumentException(
                    "'calls-a-second' must be 1 to " + MOST_A_SECOND + ", but is " + callsASecond);
        }
        if (lostServer.toSeconds() < 1 || lostServer.compareTo(LONGEST_LOST_SERVER) > 0) {
            throw new IllegalArgumentException("'lost-server' must be 1s to 10m, but is " + lostServer);
        }
        if (waiting < 1) {
            throw new IllegalArgumentException("'waiting' must be 1 or more, but is " + waiting);
        }
        if (calls < 1) {
            throw new IllegalArgumentException("'calls' must be 1 or more, but is " + calls);
        }
        if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
            throw new IllegalArgumentException("'drain' must be 0s to 15m, but is " + drain);
        }
    }
}
