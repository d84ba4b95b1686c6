package org.belltower.server;

import java.nio.file.Path;
import java.time.Duration;
import org.belltower.server.config.Configuration;
import org.belltower.store.Database;
import org.belltower.store.DatabaseSettings;
import org.belltower.store.StoreException;

/** The database for a command beside the server: the configured one, the running server's embedded one, or that one started. */
public final class OperatorDatabase {
    private static final Duration READY = Duration.ofSeconds(30);

    private OperatorDatabase() {}

    /** Ready to use; the caller closes it. */
    public static Database open(Configuration configuration) {
        Database database;
        try {
            database = Database.open(settings(configuration));
        } catch (StoreException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
        try {
            if (database.awaitReady(READY)) {
                return database;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String location = database.location();
        database.close();
        throw new UserError(
                "the database at " + location + " does not answer; start it, or correct 'database' in ivr.yaml");
    }

    /** The same as the server's, except that an embedded database which a server already runs is only connected to. */
    static DatabaseSettings settings(Configuration configuration) {
        Path data = configuration.folders().data();
        DatabaseSettings own = configuration.database().settings(data);
        return own instanceof DatabaseSettings.Embedded embedded
                ? DatabaseSettings.runningUnder(embedded.directory())
                        .<DatabaseSettings>map(running -> running)
                        .orElse(own)
                : own;
    }
}
