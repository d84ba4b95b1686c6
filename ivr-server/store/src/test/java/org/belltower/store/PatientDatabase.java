package org.belltower.store;

import java.time.Duration;
import java.time.InstantSource;

/** Opens a database for tests that are not about deadlines: a machine that stalls for seconds makes no outage of it. */
public final class PatientDatabase {
    static final DatabaseWaits WAITS = new DatabaseWaits(
            Duration.ofSeconds(30), Duration.ofSeconds(12), Duration.ofSeconds(29), Duration.ofSeconds(30));

    private PatientDatabase() {}

    public static Database open(DatabaseSettings settings) {
        return Database.open(settings, InstantSource.system(), WAITS);
    }
}
