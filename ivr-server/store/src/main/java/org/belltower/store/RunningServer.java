package org.belltower.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the embedded PostgreSQL that another process runs, so that a command beside the server can use it. */
final class RunningServer {
    /** Line of {@code postmaster.pid} that holds the port. Spec: PostgreSQL, pidfile.h. */
    private static final int PORT_LINE = 3;

    private RunningServer() {}

    static Optional<DatabaseSettings.External> under(Path directory) {
        Path data = directory.resolve("data");
        Path password = directory.resolve("password");
        try {
            if (!Files.exists(data.resolve("postmaster.pid"))
                    || !Files.exists(password)
                    || !LeftoverPostmaster.isAlive(data.toRealPath())) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            return Optional.of(new DatabaseSettings.External(
                    "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/" + EmbeddedServer.DATABASE,
                    EmbeddedServer.USER,
                    Files.readString(password).strip()));
        } catch (IOException e) {
            throw new StoreException(
                    "the database under " + directory + " cannot be looked at: " + e.getMessage()
                            + ". Run the command as the user that runs the server",
                    e);
        }
    }
}
