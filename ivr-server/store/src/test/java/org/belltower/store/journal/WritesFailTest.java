package org.belltower.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.belltower.store.Await;
import org.belltower.store.CallRecord;
import org.belltower.store.Database;
import org.belltower.store.DatabaseSettings;
import org.belltower.store.DatabaseState;
import org.belltower.store.DatabaseUnavailableException;
import org.belltower.store.EndReason;
import org.belltower.store.PatientDatabase;
import org.belltower.store.SharedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that reads and cannot write is not away: callers get their figures, call records wait on disk. */
@ExtendWith(SharedDatabase.class)
class WritesFailTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 4;

    @TempDir
    private Path directory;

    /** When the drainer tried, by {@link System#nanoTime}. */
    private final List<Long> tries = new CopyOnWriteArrayList<>();

    private CallJournal journal(Database database) {
        return CallJournal.open(
                directory, database, InstantSource.fixed(AT), SegmentOpener::createDurably, (handle, entries) -> {
                    tries.add(System.nanoTime());
                    CallTables.apply(handle, entries);
                });
    }

    private void recordsWaitUntil(Runnable mended, CallJournal journal, Database database) {
        DatabaseState before = database.state();
        tries.clear();
        journal.started(new NewCall("a", AT, "88001", "10086", Optional.empty()))
                .ended(AT.plusSeconds(1), EndReason.COMPLETED, Optional.empty());
        Await.until("the drainer has tried often enough", PATIENCE, () -> {
            assertThat(database.plans().find("P-NONE")).isEmpty();
            return tries.size() >= TRIES;
        });
        // From try to try twice as long, 100 ms at first: the first of these tries may be of another round.
        for (int i = 2; i < TRIES; i++) {
            assertThat(Duration.ofNanos(tries.get(i) - tries.get(i - 1)))
                    .as("pause before try %d", i)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(100L << (i - 2)));
        }
        assertThat(database.state()).as("never away in between").isSameAs(before);

        mended.run();

        Await.until(
                "the record is in the database",
                PATIENCE,
                () -> database.calls().find("a").flatMap(CallRecord::end).isPresent());
        assertThat(journal.statistics().lost()).isZero();
        assertThat(journal.statistics().refused()).isZero();
    }

    /** A full disk, a disk that fails, an internal error, a missing right, a standby. */
    @ParameterizedTest
    @ValueSource(strings = {"53100", "58030", "XX001", "42501", "25006"})
    void readsAreAnsweredAndRecordsWaitWhileNothingCanBeWritten(String state, Database database) {
        database.inTransaction(handle -> {
            handle.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
                    + "$$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '" + state + "'; END $$");
            handle.execute("CREATE TRIGGER refuse BEFORE INSERT ON calls EXECUTE FUNCTION refuse()");
            return handle.execute("CREATE TRIGGER refuse BEFORE INSERT ON plans EXECUTE FUNCTION refuse()");
        });
        Runnable mend =
                () -> database.inTransaction(handle -> handle.execute("DROP FUNCTION IF EXISTS refuse CASCADE"));
        try (CallJournal journal = journal(database)) {
            assertThatThrownBy(() -> database.inTransaction(handle -> handle.execute(
                            "INSERT INTO plans (code, method, currency) VALUES ('P-1', 'share', 'CNY')")))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("not now");
            recordsWaitUntil(mend, journal, database);
        } finally {
            mend.run();
        }
    }

    @Test
    void rightThatIsTakenAwayAndGivenBackLosesNothing(Database owner) {
        owner.inTransaction(handle -> {
            handle.execute("CREATE ROLE hotline LOGIN PASSWORD 'hotline-for-a-test'");
            return handle.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO hotline");
        });
        try (Database database = PatientDatabase.open(
                        new DatabaseSettings.External(owner.location(), "hotline", "hotline-for-a-test"));
                CallJournal journal = journal(database)) {
            assertThat(database.state()).isInstanceOf(DatabaseState.Ready.class);
            owner.inTransaction(handle -> handle.execute("REVOKE INSERT ON calls FROM hotline"));
            recordsWaitUntil(
                    () -> owner.inTransaction(handle -> handle.execute("GRANT INSERT ON calls TO hotline")),
                    journal,
                    database);
        } finally {
            owner.inTransaction(handle -> handle.execute("DROP OWNED BY hotline; DROP ROLE hotline"));
        }
    }
}
