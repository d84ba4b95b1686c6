package org.belltower.eventsocket;

import java.time.Duration;
import java.util.Optional;

/** Whether a connection stays open when its call is over. <em>Immutable.</em> */
sealed interface Linger {

    /** It closes with the call. */
    record Off() implements Linger {}

    /**
     * It stays, for the time asked for. Deviates: FreeSWITCH lets one that asked for no time stay for ever; here
     * {@link Limits#longestLinger()} ends it, because a client that is stuck would keep its connection.
     */
    record On(Optional<Duration> asked) implements Linger {
        Duration time(Limits limits) {
            Duration most = limits.longestLinger();
            return asked.filter(time -> time.compareTo(most) < 0).orElse(most);
        }
    }
}
