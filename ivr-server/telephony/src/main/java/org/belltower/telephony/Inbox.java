package org.belltower.telephony;

import java.time.Duration;
import java.util.Optional;

/** Where a call's thread waits, and the clock it waits by. Confined to the call's thread. */
interface Inbox {
    /**
     * The next message, waiting for one at most this long; empty where none came. A hang-up is handed out before anything
     * else, and again each time after that.
     */
    Optional<CallMessage> take(Duration atMost);

    /** Time since some fixed moment; goes on while {@link #take} waits. */
    Duration elapsed();
}
