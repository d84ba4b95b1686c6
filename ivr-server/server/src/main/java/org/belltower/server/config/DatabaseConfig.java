package org.belltower.server.config;

import java.nio.file.Path;
import java.util.Optional;
import org.belltower.store.DatabaseSettings;

/**
 * Which PostgreSQL. Immutable.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/NAME}; empty for the embedded one
 * @param user for the URL
 * @param password for the URL
 */
public record DatabaseConfig(Optional<String> url, String user, String password) {
    public static final DatabaseConfig DEFAULT = new DatabaseConfig(Optional.empty(), "belltower", "");

    public DatabaseConfig {
        if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("'url' must start with jdbc:postgresql:");
        }
    }

    /**
     * As the store takes it.
     *
     * @param data the folder that the server writes to
     */
    public DatabaseSettings settings(Path data) {
        return url.<DatabaseSettings>map(address -> new DatabaseSettings.External(address, user, password))
                .orElseGet(() -> new DatabaseSettings.Embedded(data.resolve("postgresql")));
    }

    @Override
    public String toString() {
        return "DatabaseConfig[url=" + url.map(u -> u.replaceAll("\\?.*", "?…")) + ", user=" + user + ", password=•••]";
    }
}
