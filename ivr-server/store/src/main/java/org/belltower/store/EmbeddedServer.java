package org.belltower.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL started by this process: ephemeral loopback port, password made at first start, data that survives. A
 * postmaster left over from a killed process is stopped first; one that dies while we run is started again on the same
 * port.
 *
 * <p>Layout of the directory: {@code data/}, {@code binaries/}, {@code password}, {@code lock}, {@code initialised}.
 * The library deletes old folders beside its binaries, so data never lies there.
 *
 * <p><i>Confined to the opener's thread and the watch, never at once.</i> Stopped by {@link #close}; no shutdown hook,
 * because draining needs the database longer than hooks would leave it.
 */
final class EmbeddedServer implements DatabaseServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    static final String USER = "postgres";
    static final String DATABASE = "belltower";
    private static final Duration STARTUP = Duration.ofSeconds(30);

    private final Path directory;
    private final Path data;
    private final String password;
    private final FileChannel lock;
    private EmbeddedPostgres postgres;

    private EmbeddedServer(Path directory, FileChannel lock, String password, int port) throws IOException {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.password = password;
        this.lock = lock;
        this.postgres = launch(port);
    }

    /**
     * @throws StoreException if the directory is in use or PostgreSQL does not start
     */
    static EmbeddedServer start(Path directory) {
        @Nullable FileChannel lock = null;
        try {
            Path root = Files.createDirectories(directory).toRealPath();
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            lock = lock(root);
            EmbeddedServer server = new EmbeddedServer(root, lock, password(root), 0);
            server.protect();
            return server;
        } catch (IOException | SQLException | RuntimeException | ExceptionInInitializerError e) {
            closeQuietly(lock, e);
            if (e instanceof StoreException own) {
                throw own;
            }
            throw new StoreException(
                    "the embedded PostgreSQL under " + directory + " does not start: " + ConnectionFailure.reason(e)
                            + ". Look at disk space and rights there, or configure a database url",
                    e);
        }
    }

    private static void closeQuietly(@Nullable FileChannel lock, Throwable because) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // The channel stays open: closing it would release the lock that the first one holds (POSIX).
            throw new StoreException("the database under " + root + " is open already in this process", e);
        }
        channel.close();
        throw new StoreException("the database under " + root
                + " is in use by another server. Stop that one, or configure another data directory");
    }

    private static String password(Path root) throws IOException {
        Path file = root.resolve("password");
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (kept.isEmpty()) {
                throw new StoreException(
                        file + " should hold the password of the embedded database, but is empty. Restore it"
                                + " from a backup; where the folder data beside it is new, remove both");
            }
            return kept;
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String made = HexFormat.of().formatHex(random);
        DurableFile.write(file, made);
        return made;
    }

    private EmbeddedPostgres launch(int port) throws IOException {
        LeftoverPostmaster.stop(data);
        // The library's own lock, perhaps held by a start of ours that failed or died. Ours is the one that counts.
        Files.deleteIfExists(data.resolve("epg-lock"));
        if (Files.exists(data) && !Files.exists(directory.resolve("initialised"))) {
            Path aside = directory.resolve(
                    "data.incomplete-" + Files.getLastModifiedTime(data).toMillis());
            Files.move(data, aside);
            LOG.warn("first start of the embedded database was interrupted; its remains are in {}", aside);
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP)
                .setLocaleConfig("locale", "C")
                // The library is made for tests and starts with -F: here a record that was acknowledged must stay.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // Its lock file under /tmp would outlive a killed postmaster, and nobody connects that way.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "50")
                .setConnectConfig("password", password);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** After the first start: passwords instead of trust, so that other users of the machine stay out. */
    private void protect() throws IOException, SQLException {
        Path marker = directory.resolve("initialised");
        if (Files.exists(marker)) {
            return;
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER USER postgres PASSWORD '" + password + "'");
            Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        Files.createFile(marker);
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + DATABASE;
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public void revive() {
        if (LeftoverPostmaster.isAlive(data)) {
            return;
        }
        LOG.warn("the embedded PostgreSQL has died; starting it again");
        int port = postgres.getPort();
        try {
            // Not close(): it would try to stop what is dead, and complain.
            postgres = launch(port);
        } catch (IOException | IllegalStateException e) {
            throw new StoreException("the embedded PostgreSQL does not start again: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (FileChannel held = lock) {
            postgres.close();
            LOG.debug("embedded PostgreSQL under {} stopped, {} released", directory, held);
        } catch (IOException e) {
            LOG.warn("the embedded PostgreSQL under {} did not stop cleanly: {}", directory, e.getMessage());
        }
    }
}
