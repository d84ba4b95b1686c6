package org.belltower.store;

import java.time.Duration;

/**
 * How long the parts of a request that a caller waits for may take, in whole seconds but for the pool. <i>Immutable.</i>
 *
 * @param connect to a server that may be away, and for its sign of life
 * @param pool for a connection from the pool
 * @param statement until the server gives a statement up
 * @param answer until a connection counts as lost; longer than {@code statement}
 */
record DatabaseWaits(Duration connect, Duration pool, Duration statement, Duration answer) {
    /** Within {@link Database#LONGEST_WAIT} together: a pooled connection, then a statement. */
    static final DatabaseWaits DEFAULT = new DatabaseWaits(
            Duration.ofSeconds(1), Duration.ofMillis(800), Duration.ofMillis(900), Duration.ofSeconds(1));

    DatabaseWaits {
        if (answer.compareTo(statement) <= 0) {
            throw new IllegalArgumentException(
                    "a slow statement must not look like a lost connection: " + statement + " is not under " + answer);
        }
    }
}
