package org.belltower.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections for requests that a caller waits for. Made anew when the database comes back: the old pool's connections
 * are dead, and after an outage it hesitates up to ten seconds before it tries new ones.
 *
 * <p><i>Thread-safe.</i> Closed by {@link Database}.
 */
final class ConnectionPool implements ConnectionFactory, AutoCloseable {
    private static final int SIZE = 8;

    private final DataSource source;
    private final Duration longestWait;
    private final AtomicReference<@Nullable HikariDataSource> current = new AtomicReference<>();

    ConnectionPool(DataSource source, Duration longestWait) {
        this.source = source;
        this.longestWait = longestWait;
    }

    @Override
    public Connection openConnection() throws SQLException {
        HikariDataSource pool = current.get();
        if (pool == null) {
            throw new SQLException("database not met yet", "08001");
        }
        return pool.getConnection();
    }

    /** Called when the database answers; returns with a connection in the pool. */
    void renew() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("belltower");
        config.setDataSource(source);
        config.setMaximumPoolSize(SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(longestWait.toMillis());
        config.setValidationTimeout(longestWait.dividedBy(2).toMillis());
        config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(10).toMillis());
        config.setInitializationFailTimeout(-1);
        HikariDataSource fresh = new HikariDataSource(config);
        try (Connection warm = fresh.getConnection()) {
            warm.isReadOnly();
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
        HikariDataSource old = current.getAndSet(fresh);
        if (old != null) {
            old.close();
        }
    }

    /** Connections are made anew as they come back, to whichever server the address leads to by then. */
    void leadElsewhere() {
        HikariDataSource pool = current.get();
        if (pool != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public void close() {
        HikariDataSource last = current.getAndSet(null);
        if (last != null) {
            last.close();
        }
    }
}
