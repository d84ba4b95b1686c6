package org.belltower.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

// The shared database keeps the unpacked binaries alive for the servers of these tests.
@ExtendWith(SharedDatabase.class)
class DatabaseTest {
    /** One for all tests: making a new cluster costs more than anything tested here. */
    @TempDir
    private static Path directory;

    @Test
    void opensWithoutDatabaseAndIsReadyWhenItComes() throws InterruptedException {
        try (PostgresForTests postgres = PostgresForTests.start(directory)) {
            postgres.kill();
            try (Database database = PatientDatabase.open(postgres.settings())) {
                assertThat(database.state()).isInstanceOf(DatabaseState.Unavailable.class);
                assertThatThrownBy(() -> database.plans().all()).isInstanceOf(DatabaseUnavailableException.class);

                postgres.startAgain();

                assertThat(database.awaitReady(PostgresForTests.patience())).isTrue();
                assertThat(database.plans().find("P-NONE")).isEmpty();
            }
        }
    }

    @Test
    void databaseThatDiesInMidRunIsToldAndServesAgainAfterItsReturn() throws InterruptedException {
        try (PostgresForTests postgres = PostgresForTests.start(directory);
                Database database = PatientDatabase.open(postgres.settings())) {
            assertThat(database.plans().find("P-NONE")).isEmpty();

            postgres.kill();

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> database.plans().all()).isInstanceOf(DatabaseUnavailableException.class);
            }
            postgres.startAgain();
            assertThat(database.awaitReady(PostgresForTests.patience())).isTrue();
            for (int i = 0; i < 20; i++) {
                assertThat(database.plans().find("P-NONE"))
                        .as("request after the return")
                        .isEmpty();
            }
        }
    }

    @Test
    void statementThatHangsEndsAndDoesNotStopOthers() throws InterruptedException {
        DatabaseWaits brief = new DatabaseWaits(
                PatientDatabase.WAITS.connect(),
                PatientDatabase.WAITS.pool(),
                // A stalled machine does other statements in it.
                Duration.ofSeconds(6),
                PatientDatabase.WAITS.answer());
        try (Database database =
                Database.open(new DatabaseSettings.Embedded(directory), InstantSource.system(), brief)) {
            CountDownLatch locked = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            Thread holder = Thread.ofPlatform()
                    .start(() -> database.inBulkTransaction(handle -> {
                        handle.execute("LOCK TABLE plans IN ACCESS EXCLUSIVE MODE");
                        locked.countDown();
                        return await(done);
                    }));
            assertThat(locked.await(30, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> database.plans().all())
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("in time");
            assertThat(database.state()).isInstanceOf(DatabaseState.Ready.class);
            assertThat(database.calls().latest(1)).isEmpty();

            done.countDown();
            assertThat(holder.join(PostgresForTests.patience())).isTrue();
            assertThat(database.plans().find("P-NONE")).isEmpty();
        }
    }

    @Test
    void embeddedDataSurvivesRestartAndIsClosedToOthers() throws IOException {
        try (Database database = PatientDatabase.open(new DatabaseSettings.Embedded(directory))) {
            insertPlan(database, "P-2001");
        }
        try (Database database = PatientDatabase.open(new DatabaseSettings.Embedded(directory))) {
            assertThat(database.plans().find("P-2001")).isPresent();
            DatabaseSettings stranger =
                    new DatabaseSettings.External(database.location(), "postgres", "not-the-password");
            try (Database refused = PatientDatabase.open(stranger)) {
                assertThat(refused.state())
                        .isInstanceOfSatisfying(
                                DatabaseState.Unavailable.class,
                                away -> assertThat(away.reason()).contains("password"));
            }
        }
        assertThat(Files.getPosixFilePermissions(directory.resolve("password"))).hasSize(2);
    }

    @Test
    void secondServerOnTheSameDirectoryIsRefused() {
        DatabaseSettings settings = new DatabaseSettings.Embedded(directory);
        try (Database first = PatientDatabase.open(settings)) {
            assertThatThrownBy(() -> Database.open(settings))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(directory.toString());
            assertThat(first.plans().find("P-NONE")).isEmpty();
        }
    }

    @Test
    void embeddedServerThatDiesIsStartedAgain() throws IOException, InterruptedException {
        try (Database database = PatientDatabase.open(new DatabaseSettings.Embedded(directory))) {
            insertPlan(database, "P-2001");
            long pid = postmaster();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            Await.until("requests are served by a new postmaster", PostgresForTests.patience(), () -> {
                try {
                    return !database.plans().all().isEmpty() && postmasterIsNot(pid);
                } catch (DatabaseUnavailableException e) {
                    return false;
                }
            });
            assertThat(database.plans().find("P-2001")).isPresent();
        }
    }

    @Test
    void postmasterLeftByKilledServerIsStoppedAndItsDataKept() throws IOException, InterruptedException {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledServer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = killed.inputReader(StandardCharsets.UTF_8)) {
            String line;
            do {
                line = said.readLine();
            } while (line != null && !line.equals("ready"));
            assertThat(line).isEqualTo("ready");
        }
        killed.destroyForcibly().waitFor();
        long left = postmaster();
        assertThat(ProcessHandle.of(left)).as("outlives its server").isPresent();

        try (Database database = PatientDatabase.open(new DatabaseSettings.Embedded(directory))) {
            assertThat(database.plans().find("P-KILLED")).isPresent();
            assertThat(ProcessHandle.of(left)).isEmpty();
        }
    }

    @Test
    void stalePidFileOfAnotherProcessDoesNotKeepTheServerFromStarting() throws IOException {
        try (Database database = PatientDatabase.open(new DatabaseSettings.Embedded(directory))) {
            insertPlan(database, "P-STALE");
        }
        Files.writeString(
                directory.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        try (Database database = PatientDatabase.open(new DatabaseSettings.Embedded(directory))) {
            assertThat(database.plans().find("P-STALE")).isPresent();
        }
    }

    @Test
    void passwordAndUrlParametersAreNotShown() {
        DatabaseSettings settings = new DatabaseSettings.External(
                "jdbc:postgresql://db:5432/belltower?password=canary1", "belltower", "canary2");
        assertThat(settings.toString()).doesNotContain("canary1").doesNotContain("canary2");
    }

    static final class KilledServer {
        private KilledServer() {}

        public static void main(String[] arguments) {
            Database database = PatientDatabase.open(new DatabaseSettings.Embedded(new File(arguments[0]).toPath()));
            insertPlan(database, "P-KILLED");
            System.out.println("ready");
            await(new CountDownLatch(1));
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private boolean postmasterIsNot(long pid) {
        try {
            return postmaster() != pid;
        } catch (IOException e) {
            return false;
        }
    }

    private static void insertPlan(Database database, String code) {
        database.inTransaction(handle -> handle.execute(
                "INSERT INTO plans (code, method, currency) VALUES (?, 'share', 'CNY') ON CONFLICT DO NOTHING", code));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
