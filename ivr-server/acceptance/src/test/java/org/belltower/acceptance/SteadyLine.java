package org.belltower.acceptance;

import java.time.Duration;

/**
 * Calls on which words have to be understood. A machine that stands still tears the words of its own callers, and torn ones are
 * rightly heard as others: such a call is placed again. What goes wrong on a line that was steady is wrong at once.
 */
final class SteadyLine {
    /** A switch waits for 60 ms for a packet that is late. */
    private static final Duration TORN = Duration.ofMillis(50);

    private static final int CALLS = 5;

    /** What is said and heard on one call. */
    @FunctionalInterface
    interface Conversation {
        void on(Caller caller) throws InterruptedException;
    }

    private SteadyLine() {}

    static void call(WholeServer server, String number, Conversation conversation) throws InterruptedException {
        for (int call = 1; ; call++) {
            try (Caller caller = Caller.dial(server, number)) {
                try {
                    conversation.on(caller);
                    return;
                } catch (AssertionError wrong) {
                    Duration behind = caller.call.furthestBehind();
                    if (call == CALLS || behind.compareTo(TORN) < 0) {
                        throw wrong;
                    }
                    System.out.printf(
                            "placed again, the line was torn by %d ms: %s%n", behind.toMillis(), wrong.getMessage());
                }
            }
            Await.until("the torn call ends", Duration.ofSeconds(30), () -> server.callsUp() == 0);
        }
    }
}
