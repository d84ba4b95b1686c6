package org.belltower.store;

import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database answers. Looks every {@link #READY_INTERVAL} while it does, every {@link #AWAY_INTERVAL}
 * while it does not, at once when a request lost its connection; brings the schema up to date when the database is first
 * met. Logs changes of state, not attempts. A failure that nobody expected is an outage like others: without the watch no
 * request would ever get through again.
 *
 * <p><i>Thread-safe.</i> One platform thread, {@code database-watch}, from {@link #start} to {@link #close}.
 */
final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration READY_INTERVAL = Duration.ofSeconds(5);
    private static final Duration AWAY_INTERVAL = Duration.ofMillis(500);

    private final DatabaseServer server;
    private final DataSource probe;
    private final int probeSeconds;
    private final DataSource migration;
    private final ConnectionPool pool;
    private final InstantSource clock;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    /** Signalled on every change of state, on loss and on close. Waits hold {@link #lock}. */
    private final Condition changed = lock.newCondition();
    // Written under lock, read without.
    private volatile DatabaseState state;
    // Guarded by lock.
    private boolean wanted;
    private boolean closed;
    // Confined to the thread that looks: the opener's until start() returns from its first look, the watch's
    // afterwards.
    private boolean migrated;

    DatabaseWatch(
            DatabaseServer server,
            DataSource probe,
            Duration signOfLife,
            DataSource migration,
            ConnectionPool pool,
            InstantSource clock) {
        this.server = server;
        this.probe = probe;
        this.probeSeconds = (int) signOfLife.toSeconds();
        this.migration = migration;
        this.pool = pool;
        this.clock = clock;
        this.state = new DatabaseState.Unavailable(clock.instant(), "not looked yet");
        this.thread = Thread.ofPlatform().name("database-watch").daemon().unstarted(this::watch);
    }

    /** Looks once on the opener's thread, so that a database that is there is ready on return. */
    void start() {
        look();
        thread.start();
    }

    DatabaseState state() {
        return state;
    }

    /** A request lost its connection: nobody else shall wait for the same discovery. */
    void lost(Throwable failure) {
        become(new DatabaseState.Unavailable(clock.instant(), ConnectionFailure.reason(failure)));
        lookNow();
    }

    /** Somebody doubts that the database is well. */
    void lookNow() {
        lock.lock();
        try {
            wanted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitReady(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!(state instanceof DatabaseState.Ready)) {
                if (left <= 0 || closed) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        try {
            while (pause()) {
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("database watch interrupted, ends", e);
        }
    }

    /** Until it is time to look again; false when closed. */
    private boolean pause() throws InterruptedException {
        lock.lock();
        try {
            long left = (state instanceof DatabaseState.Ready ? READY_INTERVAL : AWAY_INTERVAL).toNanos();
            while (!closed && !wanted && left > 0) {
                left = changed.awaitNanos(left);
            }
            wanted = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            probe();
            if (!migrated) {
                Flyway.configure()
                        .dataSource(migration)
                        .locations("classpath:org/belltower/store/migration")
                        .load()
                        .migrate();
                migrated = true;
            }
            if (!(state instanceof DatabaseState.Ready)) {
                pool.renew();
            }
            become(new DatabaseState.Ready(clock.instant()));
        } catch (SQLException | FlywayException | HikariPool.PoolInitializationException | StoreException e) {
            become(new DatabaseState.Unavailable(clock.instant(), ConnectionFailure.reason(e)));
        } catch (RuntimeException | Error e) {
            String reason = "looking for it failed unexpectedly: " + ConnectionFailure.reason(e);
            if (!(state instanceof DatabaseState.Unavailable before)
                    || !before.reason().equals(reason)) {
                LOG.error("the watch of the database failed unexpectedly and goes on", e);
            }
            become(new DatabaseState.Unavailable(clock.instant(), reason));
        }
    }

    private void probe() throws SQLException {
        try {
            connect();
        } catch (SQLException e) {
            server.revive();
            connect();
        }
    }

    private void connect() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            if (!connection.isValid(probeSeconds)) {
                throw new SQLException("connected, but the database does not answer", "08000");
            }
        }
    }

    private void become(DatabaseState next) {
        lock.lock();
        try {
            boolean wasReady = state instanceof DatabaseState.Ready;
            switch (next) {
                case DatabaseState.Ready ready -> {
                    if (wasReady) {
                        return;
                    }
                    state = ready;
                    LOG.info("database ready at {}", server.jdbcUrl().replaceAll("\\?.*", ""));
                }
                case DatabaseState.Unavailable away -> {
                    if (state instanceof DatabaseState.Unavailable before) {
                        if (!before.reason().equals(away.reason())) {
                            state = new DatabaseState.Unavailable(before.since(), away.reason());
                            LOG.warn("database still unavailable: {}", away.reason());
                        }
                        return;
                    }
                    state = away;
                    LOG.warn("database unavailable: {}. Trying every {}", away.reason(), AWAY_INTERVAL);
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(Duration.ofSeconds(15))) {
                LOG.warn("{} has not ended within 15 s", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
