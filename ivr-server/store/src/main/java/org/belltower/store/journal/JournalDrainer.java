package org.belltower.store.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.store.Database;
import org.belltower.store.DatabaseUnavailableException;
import org.belltower.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves entries from disk to the database, oldest first, and deletes a segment when all of it is there. While the
 * database is away it waits; after a crash it starts the oldest segment again, which changes nothing that is there.
 *
 * <p><i>Thread-safe.</i> One platform thread, {@code journal-drainer}.
 */
final class JournalDrainer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDrainer.class);
    private static final int BATCH = 500;
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration LAST_DRAIN = Duration.ofSeconds(3);

    private final Path directory;
    private final Database database;
    private final JournalWriter writer;
    /** Released by the writer for each batch on disk. */
    private final Semaphore work;

    private final AtomicLong drained = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong damaged = new AtomicLong();
    private final Thread thread;
    // Written by the closer: closeBy before closing.
    private volatile long closeBy;
    private volatile boolean closing;
    /** Where the segment being drained was left; written by the drainer's thread. */
    private volatile Place place;
    // Confined to the drainer's thread.
    private boolean failing;

    private record Place(Segment segment, long position) {}

    private enum Progress {
        MOVED,
        NOTHING_TO_MOVE,
        DATABASE_AWAY
    }

    JournalDrainer(Path directory, Database database, JournalWriter writer, Semaphore work) {
        this.directory = directory;
        this.database = database;
        this.writer = writer;
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
                    case NOTHING_TO_MOVE -> {
                        if (work.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                            work.drainPermits();
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.error("journal drainer was interrupted; call records stay on disk until the next start", e);
        }
    }

    private Progress step() {
        try {
            Optional<Segment> oldest = Segment.list(directory).stream().findFirst();
            if (oldest.isEmpty()) {
                return Progress.NOTHING_TO_MOVE;
            }
            Segment segment = oldest.get();
            long position = segment.equals(place.segment()) ? place.position() : 0;
            JournalWriter.Extent extent = writer.extent(segment);
            if (position >= extent.bytes()) {
                if (extent.growing()) {
                    return Progress.NOTHING_TO_MOVE;
                }
                Files.deleteIfExists(segment.path());
                return Progress.MOVED;
            }
            SegmentReader.Batch batch = SegmentReader.read(segment, position, extent.bytes(), BATCH);
            if (!batch.entries().isEmpty() && !store(batch.entries())) {
                return Progress.DATABASE_AWAY;
            }
            place = new Place(segment, batch.next());
            if (batch.damaged() > 0) {
                damaged.addAndGet(batch.damaged());
                LOG.warn("journal {}: {} unreadable places skipped", segment.path(), batch.damaged());
            }
            failing = false;
            return Progress.MOVED;
        } catch (IOException e) {
            if (!failing) {
                LOG.error("journal under {} cannot be read; call records wait there", directory, e);
            }
            failing = true;
            return Progress.NOTHING_TO_MOVE;
        }
    }

    /** False if the database is away: the same batch comes again. */
    private boolean store(List<JournalEntry> entries) throws IOException {
        try {
            database.inBulkTransaction(handle -> {
                CallTables.apply(handle, entries);
                return entries.size();
            });
            drained.addAndGet(entries.size());
            return true;
        } catch (DatabaseUnavailableException e) {
            LOG.debug("journal waits for the database", e);
            return false;
        } catch (StoreException e) {
            if (entries.size() == 1) {
                refuse(entries.getFirst(), e);
                return true;
            }
            // One entry of many is at fault: the others shall not suffer for it.
            for (JournalEntry entry : entries) {
                if (!store(List.of(entry))) {
                    return false;
                }
            }
            return true;
        }
    }

    private void refuse(JournalEntry entry, StoreException why) throws IOException {
        Path file = directory.resolve("refused.jsonl");
        String line = new String(EntryCodec.encode(entry), StandardCharsets.UTF_8) + "\n";
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        refused.incrementAndGet();
        LOG.error("database refused a journal entry, kept in {}: {}", file, why.getMessage());
    }

    /** Gives the database {@link #LAST_DRAIN} to take the rest, after the writer has closed; the remainder stays on disk. */
    @Override
    public void close() {
        closeBy = System.nanoTime() + LAST_DRAIN.toNanos();
        closing = true;
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
