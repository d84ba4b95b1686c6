package org.belltower.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.store.Database;
import org.belltower.store.DatabaseState;
import org.belltower.store.DatabaseUnavailableException;
import org.belltower.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves entries from disk to the database, oldest first, and deletes a segment when all of it is there. While the
 * database is away it waits; while it is there and cannot write (a full disk, a missing right) it asks less and less often;
 * after a crash it starts the oldest segment again, which changes nothing that is there. What the
 * database refuses is put aside in {@link RefusedEntries} and offered again at the start and after each outage.
 *
 * <p>A failure that nobody expected is tried again, at first after {@link #FIRST_PAUSE}, then less and less often; entries
 * that still fail the {@link #TRIES}rd time are put aside like refused ones, so that the others are not held up.
 *
 * <p><i>Thread-safe.</i> One platform thread, {@code journal-drainer}.
 */
final class JournalDrainer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDrainer.class);
    private static final int BATCH = 500;
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofSeconds(1);
    /**
     * What is written within that goes to the database together: a transaction has a connection of its own, which costs both sides
     * some milliseconds, and at twenty keys a second that was a third of what the whole server did.
     */
    private static final Duration GATHERED = Duration.ofMillis(250);

    private static final Duration LAST_DRAIN = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private final Path directory;
    private final Database database;
    private final EntryTables tables;
    private final ServerRun run;
    private final JournalWriter writer;
    private final RefusedEntries refusedEntries;
    /** Released by the writer for each batch on disk. */
    private final Semaphore work;

    private final AtomicLong drained = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong readmitted = new AtomicLong();
    private final AtomicLong damaged = new AtomicLong();
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    // Written by the closer: closeBy before closing.
    private volatile long closeBy;
    private volatile boolean closing;
    /** Where the segment being drained was left; written by the drainer's thread. */
    private volatile Place place;
    // Confined to the drainer's thread.
    private boolean failing;
    private boolean toldOfRefusal;
    /** The database is new to us, or was away: it may take now what it refused. */
    private boolean offerAgain = true;
    /** Calls of earlier runs may have come by their start only now, and nobody else ends them. */
    private boolean endMissing;
    /** From here on no entry of an earlier run is on disk. */
    private boolean ownStartDrained;
    /** Unexpected failures in a row. */
    private int stumbles;
    /** How often in a row a database that is there could not take entries. */
    private int notTaken;

    private record Place(Segment segment, long position) {}

    private enum Progress {
        MOVED,
        NOTHING_TO_MOVE,
        DATABASE_AWAY,
        /** The database is there, but cannot take the entries now. */
        NOT_TAKEN,
        STUMBLED
    }

    JournalDrainer(
            Path directory,
            Database database,
            EntryTables tables,
            ServerRun run,
            JournalWriter writer,
            RefusedEntries refusedEntries,
            Semaphore work) {
        this.directory = directory;
        this.database = database;
        this.tables = tables;
        this.run = run;
        this.writer = writer;
        this.refusedEntries = refusedEntries;
        this.work = work;
        this.place = new Place(new Segment(directory, 0), 0);
        this.thread = Thread.ofPlatform().name("journal-drainer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    long drained() {
        return drained.get();
    }

    long refused() {
        return refused.get();
    }

    long readmitted() {
        return readmitted.get();
    }

    /** Entries in {@code refused.jsonl}. */
    long aside() {
        return refusedEntries.waiting();
    }

    long damaged() {
        return damaged.get();
    }

    /** Bytes on disk that are not in the database; 0 if the disk does not say. */
    long backlog() {
        try {
            Place now = place;
            long bytes = 0;
            for (Segment segment : Segment.list(directory)) {
                long drainedBytes = segment.equals(now.segment()) ? now.position() : 0;
                bytes += Math.max(0, writer.extent(segment).bytes() - drainedBytes);
            }
            return bytes;
        } catch (IOException e) {
            LOG.debug("journal backlog unknown: a segment went away while it was measured", e);
            return 0;
        }
    }

    private void run() {
        try {
            while (true) {
                Progress progress = step();
                if (closing && (progress != Progress.MOVED || System.nanoTime() - closeBy > 0)) {
                    return;
                }
                switch (progress) {
                    case MOVED -> {}
                    case DATABASE_AWAY -> database.awaitReady(RETRY);
                    case NOT_TAKEN -> stop.await(pause(notTaken).toMillis(), TimeUnit.MILLISECONDS);
                    case STUMBLED -> stop.await(pause(stumbles).toMillis(), TimeUnit.MILLISECONDS);
                    case NOTHING_TO_MOVE -> {
                        if (work.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                            stop.await(GATHERED.toMillis(), TimeUnit.MILLISECONDS);
                            work.drainPermits();
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.error("journal drainer was interrupted; call records stay on disk until the next start", e);
        }
    }

    /** Longer with each failure in a row. */
    private static Duration pause(int failures) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Nothing is let through: calls would be recorded on disk only, and nobody would know. */
    private Progress step() {
        try {
            Progress progress = move();
            stumbles = 0;
            return progress;
        } catch (IOException e) {
            stumbles++;
            if (!failing) {
                LOG.error(
                        "journal under {} cannot be read or kept; call records wait there. Look at disk space and rights",
                        directory,
                        e);
            }
            failing = true;
            return Progress.STUMBLED;
        } catch (RuntimeException | Error e) {
            stumbles++;
            LOG.error(
                    "call records did not get from {} (byte {}) into the database, {} times now; they stay there and are"
                            + " tried again",
                    place.segment().path(),
                    place.position(),
                    stumbles,
                    e);
            return Progress.STUMBLED;
        }
    }

    private Progress move() throws IOException {
        if (offerAgain && refusedEntries.waiting() > 0 && !readmit()) {
            return unavailable();
        }
        if (endMissing && !endCallsOfEarlierRuns()) {
            return unavailable();
        }
        Optional<Segment> oldest = Segment.list(directory).stream().findFirst();
        if (oldest.isEmpty()) {
            return Progress.NOTHING_TO_MOVE;
        }
        Segment segment = oldest.get();
        long position = segment.equals(place.segment()) ? place.position() : 0;
        place = new Place(segment, position);
        JournalWriter.Extent extent = writer.extent(segment);
        if (position >= extent.bytes()) {
            if (extent.growing()) {
                return Progress.NOTHING_TO_MOVE;
            }
            Files.deleteIfExists(segment.path());
            return Progress.MOVED;
        }
        SegmentReader.Batch batch = SegmentReader.read(segment, position, extent.bytes(), BATCH);
        if (!drain(batch.entries())) {
            return unavailable();
        }
        if (notTaken > 1) {
            LOG.info("the database takes call records again");
        }
        notTaken = 0;
        place = new Place(segment, batch.next());
        if (batch.damaged() > 0) {
            damaged.addAndGet(batch.damaged());
            LOG.warn("journal {}: {} unreadable places skipped", segment.path(), batch.damaged());
        }
        failing = false;
        return Progress.MOVED;
    }

    /** A database that is away is waited for; one that is there is asked again, less and less often. */
    private Progress unavailable() {
        if (!(database.state() instanceof DatabaseState.Ready)) {
            return Progress.DATABASE_AWAY;
        }
        notTaken++;
        return Progress.NOT_TAKEN;
    }

    /** False if the database is away: the same batch comes again. */
    private boolean drain(List<JournalEntry> entries) throws IOException {
        List<JournalEntry> again = new ArrayList<>();
        if (entries.isEmpty()) {
            return true;
        }
        if (!store(entries, again)) {
            return false;
        }
        for (JournalEntry entry : again) {
            refusedEntries.add(entry);
        }
        refused.addAndGet(again.size());
        drained.addAndGet(entries.size() - again.size());
        ownStartDrained |= entries.stream()
                .anyMatch(entry -> entry instanceof JournalEntry.ServerStarted started && started.run() == run.run());
        return true;
    }

    /** False if the database is away. A file that cannot be read or written must not hold up the journal. */
    private boolean readmit() {
        offerAgain = false;
        long before = refusedEntries.waiting();
        try {
            if (!refusedEntries.offerAgain(this::store)) {
                return false;
            }
        } catch (IOException e) {
            LOG.error("refused entries in {} could not be offered to the database again", refusedEntries.file(), e);
            return true;
        }
        long after = refusedEntries.waiting();
        readmitted.addAndGet(before - after);
        endMissing |= before > after && ownStartDrained;
        if (after > 0) {
            LOG.warn(
                    "{} of {} refused entries are in the database now; {} remain in {}: see the reason above, they are"
                            + " tried again at the next start; remove lines that are not worth keeping",
                    before - after,
                    before,
                    after,
                    refusedEntries.file());
        } else {
            LOG.info("all {} refused entries are in the database now", before);
        }
        return true;
    }

    /** False if the database is away: it is asked again. One that refuses must not hold up the journal. */
    private boolean endCallsOfEarlierRuns() {
        try {
            database.inBulkTransaction(handle -> {
                tables.closeLeftOpen(handle, run.server(), run.run());
                return run.run();
            });
        } catch (DatabaseUnavailableException e) {
            LOG.debug("calls of earlier runs are still to be ended", e);
            return false;
        } catch (StoreException e) {
            LOG.error("calls of earlier runs that were readmitted stay without an end until the next start", e);
        }
        endMissing = false;
        return true;
    }

    /** False if the database is away: nothing is refused then, and the same entries come again. */
    private boolean store(List<JournalEntry> entries, List<JournalEntry> refusals) {
        try {
            database.inBulkTransaction(handle -> {
                tables.apply(handle, entries);
                return entries.size();
            });
            return true;
        } catch (DatabaseUnavailableException e) {
            if (notTaken == 1) {
                LOG.warn(
                        "the database is there but does not take call records: {}; they wait under {} and are tried again,"
                                + " every {} at last; mend what the reason says",
                        e.getMessage(),
                        directory,
                        LONGEST_PAUSE);
            }
            LOG.debug("journal waits for the database", e);
            offerAgain = true;
            return false;
        } catch (StoreException e) {
            return storeApart(entries, refusals, e);
        } catch (RuntimeException e) {
            if (stumbles < TRIES - 1) {
                throw e;
            }
            return storeApart(entries, refusals, e);
        }
    }

    /** One entry of many is at fault: the others shall not suffer for it. */
    private boolean storeApart(List<JournalEntry> entries, List<JournalEntry> refusals, RuntimeException why) {
        if (entries.size() > 1) {
            int half = entries.size() / 2;
            return store(entries.subList(0, half), refusals) && store(entries.subList(half, entries.size()), refusals);
        }
        refusals.add(entries.getFirst());
        if (toldOfRefusal) {
            LOG.debug("database refused a further journal entry", why);
        } else {
            LOG.error(
                    "database refused a journal entry ({}): it and further ones are kept in {} and tried again at the next"
                            + " start and after an outage; mend what the reason says",
                    why.getMessage(),
                    refusedEntries.file());
        }
        toldOfRefusal = true;
        return true;
    }

    /** Gives the database {@link #LAST_DRAIN} to take the rest, after the writer has closed; the remainder stays on disk. */
    @Override
    public void close() {
        closeBy = System.nanoTime() + LAST_DRAIN.toNanos();
        closing = true;
        stop.countDown();
        work.release();
        try {
            if (!thread.join(LAST_DRAIN.multipliedBy(3))) {
                LOG.warn("journal drainer hangs in the database; what it has not moved stays on disk");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
