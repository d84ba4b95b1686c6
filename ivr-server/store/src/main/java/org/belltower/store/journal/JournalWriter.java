package org.belltower.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts entries on disk, many calls' entries under one sync (group commit): while one sync runs the next batch gathers.
 *
 * <p><i>Thread-safe.</i> One platform thread, {@code journal-writer}. Queue of {@link #QUEUE} entries; what does not fit
 * is lost and counted, a call never waits longer than {@link #PATIENCE}. Whatever goes wrong with a batch, the thread goes
 * on with the next: a journal without its writer would lose every call from then on.
 */
final class JournalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int QUEUE = 8_192;
    private static final int BATCH = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Before each further try to write a batch, in a fresh file; together well below {@link #PATIENCE}. */
    private static final List<Duration> TRIES = List.of(Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(200));

    private static final long SEGMENT_BYTES = 8 << 20;

    private final Path directory;
    private final SegmentOpener opener;
    private final Runnable onWritten;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    // Written by the writer's thread, read by the drainer: segments below this number do not grow any more.
    private final AtomicLong openNumber;
    private volatile @Nullable SegmentWriter live;
    private volatile boolean closing;
    // Confined to the writer's thread.
    private boolean failing;

    /**
     * @param bytes of a segment that may be read
     * @param growing whether more may come
     */
    record Extent(long bytes, boolean growing) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pending(byte[] payload, CompletableFuture<JournalResult> result) {}

    JournalWriter(Path directory, long firstNumber, SegmentOpener opener, Runnable onWritten) {
        this.directory = directory;
        this.openNumber = new AtomicLong(firstNumber);
        this.opener = opener;
        this.onWritten = onWritten;
        this.thread = Thread.ofPlatform().name("journal-writer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    JournalResult append(JournalEntry entry) {
        byte[] payload = EntryCodec.encode(entry);
        if (payload.length > Segment.LONGEST_PAYLOAD) {
            return lose("entry of " + payload.length + " bytes is too long");
        }
        Pending pending = new Pending(payload, new CompletableFuture<>());
        if (closing || !queue.offer(pending)) {
            return lose(closing ? "journal is closed" : "journal queue is full: the disk is too slow");
        }
        try {
            return pending.result().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new JournalResult.Unconfirmed("disk has not confirmed within " + PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new JournalResult.Unconfirmed("interrupted while the disk was writing");
        } catch (ExecutionException e) {
            throw new IllegalStateException("journal writer failed", e);
        }
    }

    JournalResult.Lost lose(String reason) {
        lost.incrementAndGet();
        return new JournalResult.Lost(reason);
    }

    long written() {
        return written.get();
    }

    long lost() {
        return lost.get();
    }

    Extent extent(Segment segment) throws IOException {
        if (segment.number() < openNumber.get()) {
            return new Extent(Files.size(segment.path()), false);
        }
        SegmentWriter current = live;
        long synced = current != null && current.segment().equals(segment) ? current.durable() : 0;
        return new Extent(synced, true);
    }

    private void run() {
        try {
            while (true) {
                Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Pending> batch = new ArrayList<>(BATCH);
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    JournalResult result =
                            write(batch.stream().map(Pending::payload).toList());
                    batch.forEach(pending -> pending.result().complete(result));
                    onWritten.run();
                } else if (closing) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.error("journal writer was interrupted; entries from now on are lost", e);
        } finally {
            closing = true;
            abandon();
            onWritten.run();
        }
    }

    private JournalResult write(List<byte[]> payloads) throws InterruptedException {
        Optional<Throwable> failure = Optional.empty();
        for (Duration pause : TRIES) {
            Thread.sleep(pause);
            failure = tried(payloads);
            if (failure.isEmpty()) {
                break;
            }
        }
        if (failure.isPresent()) {
            lost.addAndGet(payloads.size());
            if (!failing) {
                LOG.error(
                        "journal under {} cannot be written, call records are being lost; look at disk space and rights"
                                + " there",
                        directory,
                        failure.get());
            }
            failing = true;
            return new JournalResult.Lost("journal cannot be written: " + failure.get());
        }
        if (failing) {
            LOG.warn("journal under {} is written again; {} entries were lost", directory, lost.get());
            failing = false;
        }
        written.addAndGet(payloads.size());
        return new JournalResult.OnDisk();
    }

    /**
     * Why it did not work; the next try is in a fresh file, for it was perhaps only the old one. Entries written twice are
     * drained once. Nothing is let through: memory that ran out is back for the next batch.
     */
    private Optional<Throwable> tried(List<byte[]> payloads) {
        try {
            append(payloads);
            return Optional.empty();
        } catch (IOException | RuntimeException | Error e) {
            abandon();
            return Optional.of(e);
        }
    }

    private void append(List<byte[]> payloads) throws IOException {
        SegmentWriter current = live;
        if (current != null && current.durable() > SEGMENT_BYTES) {
            abandon();
            current = null;
        }
        if (current == null) {
            current = SegmentWriter.create(new Segment(directory, openNumber.get()), opener);
            live = current;
        }
        current.append(payloads);
    }

    private void abandon() {
        SegmentWriter current = live;
        live = null;
        openNumber.incrementAndGet();
        try {
            if (current != null) {
                current.close();
            }
        } catch (IOException e) {
            LOG.warn("journal segment {} did not close: {}", current.segment().path(), e.getMessage());
        }
    }

    /** Writes what is queued, then ends. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                LOG.error("journal writer has not ended within 10 s; the disk hangs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
