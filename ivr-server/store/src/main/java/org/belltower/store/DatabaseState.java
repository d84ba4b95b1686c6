package org.belltower.store;

import java.time.Instant;

/** Whether the database answers, as last seen by {@link Database}. <i>Immutable.</i> */
public sealed interface DatabaseState {

    /** Reachable and migrated. */
    record Ready(Instant since) implements DatabaseState {}

    /** Not reachable, or not migrated yet; every call fails at once until it is back. */
    record Unavailable(Instant since, String reason) implements DatabaseState {}
}
