package org.belltower.store;

import java.nio.file.Path;
import java.util.Optional;

/** Where the database is. <i>Immutable.</i> */
public sealed interface DatabaseSettings {

    /** The embedded PostgreSQL in this directory, if a server runs it now; it is only connected to, never stopped. */
    static Optional<External> runningUnder(Path directory) {
        return RunningServer.under(directory);
    }

    /**
     * PostgreSQL started by this process on an ephemeral loopback port.
     *
     * @param directory holds data, binaries and password; survives restarts; one server process at a time
     */
    record Embedded(Path directory) implements DatabaseSettings {}

    /**
     * A PostgreSQL that somebody else runs; it may be away at start and come later.
     *
     * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
     */
    record External(String jdbcUrl, String user, String password) implements DatabaseSettings {
        public External {
            if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException(
                        "database url must start with jdbc:postgresql: but is " + jdbcUrl.replaceAll("\\?.*", "?…"));
            }
        }

        @Override
        public String toString() {
            return "External[jdbcUrl=" + jdbcUrl.replaceAll("\\?.*", "?…") + ", user=" + user + ", password=•••]";
        }
    }
}
