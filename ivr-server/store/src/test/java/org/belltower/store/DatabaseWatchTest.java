package org.belltower.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

// The shared database keeps the unpacked binaries alive for the server of this test.
@ExtendWith(SharedDatabase.class)
class DatabaseWatchTest {
    /** Fails as no driver should, so many times, then works. */
    private static DataSource failing(int times, Throwable failure, DataSource real) {
        AtomicInteger left = new AtomicInteger(times);
        return (DataSource) Proxy.newProxyInstance(
                DatabaseWatchTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    if (method.getName().equals("getConnection") && left.getAndDecrement() > 0) {
                        throw failure;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void failureThatNobodyExpectedIsAnOutageThatEnds(@TempDir Path directory) throws InterruptedException {
        try (PostgresForTests postgres = PostgresForTests.start(directory)) {
            DatabaseSettings.External settings = (DatabaseSettings.External) postgres.settings();
            PGSimpleDataSource real = new PGSimpleDataSource();
            real.setURL(settings.jdbcUrl());
            real.setUser(settings.user());
            real.setPassword(settings.password());
            for (Throwable failure : new Throwable[] {
                new IllegalStateException("a driver's mistake"), new NoClassDefFoundError("a class of the driver")
            }) {
                DataSource probe = failing(3, failure, real);
                try (ConnectionPool pool = new ConnectionPool(real, Duration.ofMillis(800));
                        DatabaseWatch watch = new DatabaseWatch(
                                new ExternalServer(settings),
                                probe,
                                DatabaseWaits.DEFAULT.connect(),
                                real,
                                pool,
                                InstantSource.system())) {
                    watch.start();
                    assertThat(watch.state())
                            .isInstanceOfSatisfying(
                                    DatabaseState.Unavailable.class,
                                    away -> assertThat(away.reason())
                                            .contains("unexpectedly")
                                            .contains(String.valueOf(failure.getMessage())));

                    assertThat(watch.awaitReady(PostgresForTests.patience())).isTrue();
                }
            }
        }
    }
}
