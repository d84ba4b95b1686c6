package org.belltower.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A real PostgreSQL of a test's own: can be killed like a power cut and started again on the same port. */
public final class PostgresForTests implements AutoCloseable {
    private final Path directory;
    private final EmbeddedServer server;

    private PostgresForTests(Path directory, EmbeddedServer server) {
        this.directory = directory;
        this.server = server;
    }

    public static PostgresForTests start(Path directory) {
        return new PostgresForTests(directory, EmbeddedServer.start(directory));
    }

    public DatabaseSettings settings() {
        return new DatabaseSettings.External(server.jdbcUrl(), server.user(), server.password());
    }

    public void kill() {
        try {
            long pid = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                    .getFirst()
                    .strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            postmaster.destroyForcibly();
            postmaster
                    .onExit()
                    .orTimeout(patience().toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startAgain() {
        server.revive();
    }

    /** Longest that a test waits for a database to come up. */
    public static Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void close() {
        server.close();
    }
}
