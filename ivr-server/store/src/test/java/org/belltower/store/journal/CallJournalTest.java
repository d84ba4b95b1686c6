package org.belltower.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.belltower.store.Await;
import org.belltower.store.CallEventRecord;
import org.belltower.store.CallRecord;
import org.belltower.store.Database;
import org.belltower.store.DatabaseState;
import org.belltower.store.DatabaseUnavailableException;
import org.belltower.store.EndReason;
import org.belltower.store.PatientDatabase;
import org.belltower.store.PostgresForTests;
import org.belltower.store.SharedDatabase;
import org.belltower.store.StoreException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedDatabase.class)
class CallJournalTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final InstantSource NOW = InstantSource.fixed(AT.plusSeconds(3600));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private static NewCall call(String uuid) {
        return new NewCall(uuid, AT, "88001", "10086", Optional.of("pension"));
    }

    private static CallStep step(int number) {
        return new CallStep(
                AT.plusMillis(number),
                CallEventKind.NODE,
                Optional.of("main.vxml"),
                Optional.of("menu"),
                Optional.of("item" + number),
                Map.of("n", Integer.toString(number)));
    }

    private static void ended(Database database, String uuid) {
        Await.until(
                "call " + uuid + " is in the database, ended",
                PATIENCE,
                () -> database.calls().find(uuid).flatMap(CallRecord::end).isPresent());
    }

    @Test
    void callAndItsPathReachTheDatabaseAndTheSegmentGoes(Database database) throws IOException {
        try (CallJournal journal = CallJournal.open(directory, database, NOW)) {
            CallLog log = journal.started(call("a"));
            assertThat(log.answered(AT.plusSeconds(1))).isEqualTo(new JournalResult.OnDisk());
            log.language(Locale.SIMPLIFIED_CHINESE);
            IntStream.range(0, 3).forEach(n -> log.step(step(n)));
            log.ended(AT.plusSeconds(9), EndReason.CALLER_HUNG_UP, Optional.of("NORMAL_CLEARING"));
            ended(database, "a");
            assertThat(database.calls().find("a"))
                    .contains(new CallRecord(
                            "a",
                            "88001",
                            "10086",
                            Optional.of("pension"),
                            Optional.of(Locale.SIMPLIFIED_CHINESE),
                            AT,
                            Optional.of(AT.plusSeconds(1)),
                            Optional.of(new CallRecord.End(
                                    AT.plusSeconds(9), EndReason.CALLER_HUNG_UP, Optional.of("NORMAL_CLEARING")))));
            assertThat(database.calls().path("a"))
                    .extracting(CallEventRecord::item)
                    .containsExactly(Optional.of("item0"), Optional.of("item1"), Optional.of("item2"));
        }
        assertThat(Segment.list(directory)).isEmpty();
    }

    @Test
    void abandonedCallHasARecordToo(Database database) {
        try (CallJournal journal = CallJournal.open(directory, database, NOW)) {
            journal.started(call("gone"))
                    .ended(AT.plusSeconds(2), EndReason.ABANDONED, Optional.of("ORIGINATOR_CANCEL"));
            ended(database, "gone");
            assertThat(database.calls().find("gone").orElseThrow().answeredAt()).isEmpty();
        }
    }

    @Test
    void databaseAwayForAWhileLosesNothingAndKeepsTheOrder() throws InterruptedException {
        try (PostgresForTests postgres = PostgresForTests.start(directory.resolve("postgres"));
                Database database = PatientDatabase.open(postgres.settings());
                CallJournal journal = CallJournal.open(directory.resolve("journal"), database, NOW)) {
            CallLog log = journal.started(call("a"));
            log.step(step(0));
            postgres.kill();
            for (int n = 1; n < 200; n++) {
                assertThat(log.step(step(n))).isEqualTo(new JournalResult.OnDisk());
            }
            CallLog second = journal.started(call("b"));
            log.ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.empty());
            second.ended(AT.plusSeconds(10), EndReason.CALLER_HUNG_UP, Optional.empty());
            assertThat(journal.statistics().backlogBytes()).isPositive();

            postgres.startAgain();
            assertThat(database.awaitReady(PostgresForTests.patience())).isTrue();
            ended(database, "b");

            assertThat(database.calls().path("a"))
                    .extracting(CallEventRecord::seq)
                    .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
            assertThat(database.calls().find("a").orElseThrow().end()).isPresent();
            assertThat(journal.statistics().lost()).isZero();
        }
    }

    @Test
    void whatAnEarlierServerLeftOnDiskArrivesOnceAndItsOpenCallsEndAsServerStopped(Database database)
            throws IOException {
        Path kept = directory.resolve("kept");
        Path journalFolder = directory.resolve("journal");
        try (CallJournal journal = CallJournal.open(journalFolder, database, NOW)) {
            CallLog open = journal.started(call("open"));
            open.answered(AT.plusSeconds(1));
            open.step(step(5_000));
            journal.started(call("closed")).ended(AT.plusSeconds(2), EndReason.COMPLETED, Optional.empty());
            // As a crash would leave it: the segment is there, half of it perhaps in the database already.
            Files.copy(Segment.list(journalFolder).getFirst().path(), kept);
        }
        Files.copy(kept, new Segment(journalFolder, 1).path(), StandardCopyOption.REPLACE_EXISTING);

        try (CallJournal journal = CallJournal.open(journalFolder, database, NOW)) {
            CallLog running = journal.started(call("running"));
            running.answered(AT);
            ended(database, "open");
            assertThat(database.calls().find("open").orElseThrow().end())
                    .contains(new CallRecord.End(AT.plusSeconds(5), EndReason.SERVER_STOPPED, Optional.empty()));
            assertThat(database.calls().path("open")).hasSize(1);
            assertThat(database.calls()
                            .find("closed")
                            .orElseThrow()
                            .end()
                            .orElseThrow()
                            .reason())
                    .isEqualTo(EndReason.COMPLETED);
            Await.until(
                    "running call has arrived",
                    PATIENCE,
                    () -> database.calls().find("running").isPresent());
            assertThat(database.calls().find("running").orElseThrow().end()).isEmpty();
        }
    }

    @Test
    void fullDiskIsAnOutcomeAndTheStartOfTheCallIsMadeUpForWhenThereIsRoom(Database database) {
        AtomicBoolean full = new AtomicBoolean();
        // Linux' device that is always full: a real ENOSPC.
        SegmentOpener disk = path -> full.get()
                ? FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)
                : SegmentOpener.createDurably(path);
        full.set(true);
        try (CallJournal journal = CallJournal.open(directory, database, NOW, disk, CallTables::apply)) {
            CallLog log = journal.started(call("a"));
            assertThat(log.answered(AT)).isInstanceOf(JournalResult.Lost.class);
            assertThat(journal.statistics().lost()).isPositive();

            full.set(false);

            assertThat(log.step(step(0))).isEqualTo(new JournalResult.OnDisk());
            log.ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.empty());
            ended(database, "a");
            assertThat(database.calls().path("a")).hasSize(1);
        }
    }

    @Test
    void entryThatTheDatabaseRefusesIsKeptAsideAndTheOthersArrive(Database database) {
        try (CallJournal journal = CallJournal.open(directory, database, NOW)) {
            journal.append(new JournalEntry.Step(
                    "nobody",
                    0,
                    AT,
                    CallEventKind.NODE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of()));
            journal.started(call("a")).ended(AT.plusSeconds(1), EndReason.COMPLETED, Optional.empty());
            ended(database, "a");
            Await.until(
                    "refused entry is counted",
                    PATIENCE,
                    () -> journal.statistics().refused() == 1);
        }
        assertThat(directory.resolve("refused.jsonl")).content().contains("\"nobody\"");
    }

    /** As a migration that is still to come: refuses calls from that number while it may. */
    private static EntryTables refusing(String number, AtomicBoolean strict) {
        return (handle, entries) -> {
            if (strict.get()
                    && entries.stream()
                            .anyMatch(entry -> entry instanceof JournalEntry.Started start
                                    && start.number().equals(number))) {
                throw new StoreException("no calls to " + number + " here");
            }
            CallTables.apply(handle, entries);
        };
    }

    @Test
    void refusedCallIsOfferedAgainAtTheNextStartWithAllThatBelongsToIt(Database database) {
        AtomicBoolean strict = new AtomicBoolean(true);
        EntryTables tables = refusing("88001", strict);
        try (CallJournal journal = CallJournal.open(directory, database, NOW, SegmentOpener::createDurably, tables)) {
            CallLog log = journal.started(call("a"));
            log.answered(AT.plusSeconds(1));
            log.language(Locale.SIMPLIFIED_CHINESE);
            log.step(step(0));
            log.ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.of("NORMAL_CLEARING"));
            journal.started(call("open")).answered(AT.plusSeconds(2));
            Await.until(
                    "everything of both calls is refused",
                    PATIENCE,
                    () -> journal.statistics().refused() == 7);
            assertThat(journal.statistics().aside()).isEqualTo(7);
            assertThat(CallJournal.aside(directory)).isEqualTo(7);
        }
        strict.set(false);

        try (CallJournal journal = CallJournal.open(directory, database, NOW, SegmentOpener::createDurably, tables)) {
            ended(database, "a");
            assertThat(database.calls().find("a"))
                    .contains(new CallRecord(
                            "a",
                            "88001",
                            "10086",
                            Optional.of("pension"),
                            Optional.of(Locale.SIMPLIFIED_CHINESE),
                            AT,
                            Optional.of(AT.plusSeconds(1)),
                            Optional.of(new CallRecord.End(
                                    AT.plusSeconds(9), EndReason.COMPLETED, Optional.of("NORMAL_CLEARING")))));
            assertThat(database.calls().path("a")).hasSize(1);
            ended(database, "open");
            assertThat(database.calls().find("open").flatMap(CallRecord::end))
                    .contains(new CallRecord.End(AT.plusSeconds(2), EndReason.SERVER_STOPPED, Optional.empty()));
            assertThat(journal.statistics().readmitted()).isEqualTo(7);
            assertThat(journal.statistics().aside()).isZero();
        }
        assertThat(directory.resolve("refused.jsonl")).doesNotExist();
    }

    @Test
    void refusedEntriesAreOfferedAgainAfterAnOutage() throws InterruptedException {
        AtomicBoolean strict = new AtomicBoolean(true);
        try (PostgresForTests postgres = PostgresForTests.start(directory.resolve("postgres"));
                Database database = PatientDatabase.open(postgres.settings());
                CallJournal journal = CallJournal.open(
                        directory.resolve("journal"),
                        database,
                        NOW,
                        SegmentOpener::createDurably,
                        refusing("88001", strict))) {
            journal.started(call("a")).ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.empty());
            Await.until(
                    "the call is refused", PATIENCE, () -> journal.statistics().aside() == 2);
            postgres.kill();
            strict.set(false);
            journal.started(new NewCall("b", AT, "88002", "10086", Optional.empty()));
            Await.until("the outage is noticed", PATIENCE, () -> database.state() instanceof DatabaseState.Unavailable);

            postgres.startAgain();

            assertThat(database.awaitReady(PostgresForTests.patience())).isTrue();
            ended(database, "a");
            Await.until(
                    "nothing is aside any more",
                    PATIENCE,
                    () -> journal.statistics().aside() == 0);
        }
    }

    /** As {@link #refusing}, with a database that is away for a moment when it is to end calls, or to take the call "b". */
    private static EntryTables awayForAMoment(AtomicBoolean strict, AtomicInteger awayAtEnds, AtomicInteger awayAtB) {
        EntryTables refusing = refusing("88001", strict);
        return new EntryTables() {
            @Override
            public void apply(Handle handle, List<JournalEntry> entries) {
                if (entries.stream()
                                .anyMatch(entry -> entry instanceof JournalEntry.Started start
                                        && start.call().equals("b"))
                        && awayAtB.getAndDecrement() > 0) {
                    strict.set(false);
                    throw new DatabaseUnavailableException("away before b");
                }
                refusing.apply(handle, entries);
            }

            @Override
            public void closeLeftOpen(Handle handle, String server, long run) {
                if (awayAtEnds.getAndDecrement() > 0) {
                    throw new DatabaseUnavailableException("away before the end");
                }
                CallTables.closeLeftOpen(handle, server, run);
            }
        };
    }

    @Test
    void callOfAnEarlierRunIsEndedThoughTheDatabaseGoesRightAfterItsReadmission(Database database) {
        AtomicBoolean strict = new AtomicBoolean(true);
        AtomicInteger awayAtEnds = new AtomicInteger(2);
        EntryTables tables = awayForAMoment(strict, awayAtEnds, new AtomicInteger(1));
        try (CallJournal journal = CallJournal.open(directory, database, NOW, SegmentOpener::createDurably, tables)) {
            journal.started(call("open")).answered(AT.plusSeconds(2));
            Await.until(
                    "the call is refused", PATIENCE, () -> journal.statistics().aside() == 2);
        }
        try (CallJournal journal = CallJournal.open(directory, database, NOW, SegmentOpener::createDurably, tables)) {
            Await.until(
                    "this run has begun in the database",
                    PATIENCE,
                    () -> journal.statistics().drained() > 0);
            assertThat(journal.statistics().aside()).isEqualTo(2);
            journal.started(new NewCall("b", AT, "88002", "10086", Optional.empty()));
            ended(database, "open");
            assertThat(database.calls().find("open").flatMap(CallRecord::end))
                    .contains(new CallRecord.End(AT.plusSeconds(2), EndReason.SERVER_STOPPED, Optional.empty()));
            assertThat(awayAtEnds).hasNegativeValue();
        }
    }

    @Test
    void linesThatAreNoEntriesStayForAPersonAndTheOthersArrive(Database database) throws IOException {
        String start = new String(
                EntryCodec.encode(new JournalEntry.Started("a", "s", 1, AT, "88001", "10086", Optional.of("pension"))),
                StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("refused.jsonl"), "what is this\n\n" + start + "\n{\"type\":\"st");
        try (CallJournal journal = CallJournal.open(directory, database, NOW)) {
            Await.until(
                    "the entry is taken", PATIENCE, () -> journal.statistics().readmitted() == 1);
            assertThat(database.calls().find("a")).isPresent();
            assertThat(journal.statistics().aside()).isEqualTo(2);
        }
        assertThat(Files.readAllLines(directory.resolve("refused.jsonl")))
                .containsExactly("what is this", "{\"type\":\"st");
    }

    @Test
    void drainerSurvivesWhatNobodyExpectedAndLosesNothing(Database database) {
        AtomicInteger failures = new AtomicInteger(2);
        EntryTables tables = (handle, entries) -> {
            switch (failures.getAndDecrement()) {
                case 2 -> throw new IllegalStateException("a defect of ours");
                case 1 -> throw new OutOfMemoryError("for a moment");
                default -> CallTables.apply(handle, entries);
            }
        };
        try (CallJournal journal = CallJournal.open(directory, database, NOW, SegmentOpener::createDurably, tables)) {
            journal.started(call("a")).ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.empty());
            ended(database, "a");
            assertThat(journal.statistics().refused()).isZero();
        }
    }

    @Test
    void entryThatOftenFailsUnexpectedlyIsPutAsideAndTheOthersArrive(Database database) {
        EntryTables tables = (handle, entries) -> {
            if (entries.stream().anyMatch(entry -> entry.toString().contains("poison"))) {
                throw new IllegalStateException("a defect of ours");
            }
            CallTables.apply(handle, entries);
        };
        try (CallJournal journal = CallJournal.open(directory, database, NOW, SegmentOpener::createDurably, tables)) {
            journal.started(call("poison"));
            journal.started(call("a")).ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.empty());
            ended(database, "a");
            Await.until(
                    "the other is put aside",
                    PATIENCE,
                    () -> journal.statistics().aside() == 1);
        }
        assertThat(directory.resolve("refused.jsonl")).content().contains("poison");
    }

    @Test
    void writerSurvivesWhatNobodyExpectedAndSaysWhatIsLost(Database database) {
        AtomicInteger failures = new AtomicInteger(2);
        SegmentOpener disk = path -> {
            return switch (failures.getAndDecrement()) {
                case 2 -> throw new IllegalStateException("a defect of ours");
                case 1 -> throw new OutOfMemoryError("for a moment");
                default -> SegmentOpener.createDurably(path);
            };
        };
        try (CallJournal journal = CallJournal.open(directory, database, NOW, disk, CallTables::apply)) {
            CallLog log = journal.started(call("a"));
            assertThat(log.answered(AT)).as("tried again in time").isEqualTo(new JournalResult.OnDisk());
            assertThat(journal.statistics().lost()).isZero();
            ended(database, log);
        }
    }

    @Test
    void writerThatFailsOnAndOnTellsEachCallAndWorksAgainAfterwards(Database database) {
        AtomicBoolean broken = new AtomicBoolean(true);
        SegmentOpener disk = path -> {
            if (broken.get()) {
                throw new IllegalStateException("a defect of ours");
            }
            return SegmentOpener.createDurably(path);
        };
        try (CallJournal journal = CallJournal.open(directory, database, NOW, disk, CallTables::apply)) {
            CallLog log = journal.started(call("a"));
            assertThat(log.answered(AT)).isInstanceOf(JournalResult.Lost.class);

            broken.set(false);

            assertThat(log.step(step(0))).isEqualTo(new JournalResult.OnDisk());
            ended(database, log);
        }
    }

    private static void ended(Database database, CallLog log) {
        log.ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.empty());
        ended(database, "a");
    }

    @Test
    void manyCallsAtOnceAllArrive(Database database) {
        int calls = 200;
        try (CallJournal journal = CallJournal.open(directory, database, NOW)) {
            try (ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Integer> numbers = IntStream.range(0, calls).boxed().toList();
                numbers.forEach(number -> lines.execute(() -> {
                    CallLog log = journal.started(call("call" + number));
                    IntStream.range(0, 10).forEach(n -> log.step(step(n)));
                    log.ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.empty());
                }));
            }
            Await.until(
                    "all calls have ended in the database",
                    PATIENCE,
                    () -> database.calls().latest(calls).stream()
                                    .filter(call -> call.end().isPresent())
                                    .count()
                            == calls);
            // Starts, steps and ends of the calls, and the start of the server; counted after they are in the database.
            Await.until(
                    "every entry is counted",
                    PATIENCE,
                    () -> journal.statistics().drained() == calls * 12 + 1);
            assertThat(journal.statistics().lost()).isZero();
        }
    }

    @Test
    void callThatAnotherRunGoesOnWithHasOneRecord(Database database) {
        try (CallJournal first = CallJournal.open(directory, database, NOW)) {
            CallLog log = first.started(call("lasting"));
            log.answered(AT.plusSeconds(1));
            log.step(step(1));
        }
        try (CallJournal second = CallJournal.open(directory, database, NOW)) {
            ended(database, "lasting");
            CallLog log = second.resumed(call("lasting"), 1);
            Await.until(
                    "the record is open again",
                    PATIENCE,
                    () -> database.calls().find("lasting").orElseThrow().end().isEmpty());
            log.step(step(2));
            log.ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.empty());
            ended(database, "lasting");
            CallRecord record = database.calls().find("lasting").orElseThrow();
            assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.COMPLETED);
            assertThat(record.answeredAt()).contains(AT.plusSeconds(1));
            assertThat(database.calls().path("lasting"))
                    .extracting(CallEventRecord::item)
                    .containsExactly(Optional.of("item1"), Optional.of("item2"));
        }
    }

    /** It was given up while nobody knew where it was, and its switch has brought it after all. */
    @Test
    void callThatComesBackToTheSameRunHasOneRecord(Database database) {
        try (CallJournal journal = CallJournal.open(directory, database, NOW)) {
            CallLog before = journal.started(call("late"));
            before.ended(AT.plusSeconds(5), EndReason.FAILED, Optional.of("CONNECTION_LOST"));
            NewCall back = new NewCall("late", AT.plusSeconds(9), "88001", "10086", Optional.of("pension"));
            CallLog log = journal.resumed(back, 1);
            log.ended(AT.plusSeconds(20), EndReason.COMPLETED, Optional.empty());
            Await.until(
                    "the end that counts is the last",
                    PATIENCE,
                    () -> database.calls().find("late").stream()
                            .flatMap(record -> record.end().stream())
                            .anyMatch(end -> end.reason() == EndReason.COMPLETED
                                    && end.cause().isEmpty()));
        }
    }

    /** Nobody could reach the first, so the switch has brought its call to the second. */
    @Test
    void serverThatNoLongerHasACallDoesNotEndTheRecordOfTheOneThatHasIt(Database database) {
        try (CallJournal first = CallJournal.open(directory.resolve("first"), database, NOW);
                CallJournal second = CallJournal.open(directory.resolve("second"), database, NOW)) {
            CallLog given = first.started(call("moved"));
            given.step(step(1));
            Await.until(
                    "the first has a record",
                    PATIENCE,
                    () -> database.calls().find("moved").isPresent());
            CallLog log = second.resumed(call("moved"), 1);
            log.step(step(2));
            Await.until(
                    "the second has the record",
                    PATIENCE,
                    () -> database.calls().path("moved").size() == 2);
            given.ended(AT.plusSeconds(5), EndReason.FAILED, Optional.of("CONNECTION_LOST"));
            Await.until(
                    "the first has had its say",
                    PATIENCE,
                    () -> first.statistics().drained() == 4);
            assertThat(first.statistics().refused()).isZero();
            assertThat(database.calls().find("moved").orElseThrow().end()).isEmpty();
            log.ended(AT.plusSeconds(9), EndReason.COMPLETED, Optional.of("NORMAL_CLEARING"));
            ended(database, "moved");
            assertThat(database.calls().find("moved").orElseThrow().end())
                    .contains(
                            new CallRecord.End(AT.plusSeconds(9), EndReason.COMPLETED, Optional.of("NORMAL_CLEARING")));
        }
    }
}
