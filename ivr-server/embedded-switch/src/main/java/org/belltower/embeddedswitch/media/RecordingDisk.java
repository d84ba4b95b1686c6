package org.belltower.embeddedswitch.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.belltower.audio.SampleRate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes recordings ({@code media-disk}). {@link #add} and {@link #close} are *thread-safe*.
 *
 * <p>It looks every 20 ms while anything is recorded and sleeps otherwise. A file that cannot be written ends its own
 * recording as {@link RecordingEnd.Reason#DISK_FAILED}, with a line in the log, and no other.
 */
final class RecordingDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingDisk.class);
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();
    private static final int FRAMES_A_WRITE = 50;

    final Tally dropped = new Tally();
    private final Queue<RecordingFeed> added = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closing;

    // Confined to the thread.
    private final Map<RecordingFeed, Optional<RecordingTarget>> files = new HashMap<>();
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(FRAMES_A_WRITE * 2 * 2 * MediaClock.FRAME).order(ByteOrder.LITTLE_ENDIAN);

    private RecordingDisk() {
        thread = Thread.ofPlatform().name("media-disk").daemon().unstarted(this::run);
    }

    static RecordingDisk open() {
        RecordingDisk disk = new RecordingDisk();
        disk.thread.start();
        return disk;
    }

    void add(RecordingFeed feed) {
        added.add(feed);
        LockSupport.unpark(thread);
    }

    /** Completes what has ended and stops; recordings that still run are ended as closed. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                LOG.error("Recordings are still being written after 10 s; their last second may be missing");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            boolean last = closing;
            for (RecordingFeed feed = added.poll(); feed != null; feed = added.poll()) {
                files.put(feed, open(feed));
            }
            for (RecordingFeed feed : new ArrayList<>(files.keySet())) {
                if (last) {
                    feed.end(RecordingEnd.Reason.CLOSED);
                }
                serve(feed);
            }
            if (last && files.isEmpty() && added.isEmpty()) {
                return;
            }
            if (files.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, LOOK_NANOS);
            }
        }
    }

    private Optional<RecordingTarget> open(RecordingFeed feed) {
        try {
            return Optional.of(RecordingTarget.open(feed.request().file(), feed.channels()));
        } catch (IOException | RuntimeException refused) {
            // A file system may refuse by exceptions of its own, and one thread writes all recordings. Its end is told
            // as refused.
            LOG.error(
                    "Cannot record to {}; other recordings go on",
                    feed.request().file(),
                    refused);
            return Optional.empty();
        }
    }

    private void serve(RecordingFeed feed) {
        Optional<RecordingTarget> file = files.getOrDefault(feed, Optional.empty());
        // The reason is read before the ring: frames that came before it are then seen in the ring.
        Optional<RecordingEnd.Reason> ended = feed.ended();
        boolean written = file.isPresent() && write(feed, file.get());
        if (!written) {
            feed.end(RecordingEnd.Reason.DISK_FAILED);
            finish(feed, file, RecordingEnd.Reason.DISK_FAILED);
        } else if (ended.isPresent()) {
            finish(feed, file, ended.get());
        }
    }

    private boolean write(RecordingFeed feed, RecordingTarget file) {
        short[] frame = feed.taken();
        try {
            boolean more = true;
            while (more) {
                buffer.clear();
                more = file.hasRoom(2 * frame.length) && feed.poll(frame);
                for (boolean got = more; got; got = hasRoom(file, frame) && feed.poll(frame)) {
                    for (short sample : frame) {
                        buffer.putShort(sample);
                    }
                }
                buffer.flip();
                file.append(buffer);
            }
            return true;
        } catch (IOException failed) {
            LOG.error("Recording to {} failed: {}", feed.request().file(), failed.toString());
            return false;
        }
    }

    private boolean hasRoom(RecordingTarget file, short[] frame) throws IOException {
        int bytes = 2 * frame.length;
        return buffer.remaining() >= bytes && file.hasRoom(buffer.position() + bytes);
    }

    private void finish(RecordingFeed feed, Optional<RecordingTarget> file, RecordingEnd.Reason reason) {
        files.remove(feed);
        RecordingEnd.Reason outcome = reason;
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException failed) {
            LOG.error("Recording {} could not be completed: {}", feed.request().file(), failed.toString());
            outcome = RecordingEnd.Reason.DISK_FAILED;
        }
        dropped.add(feed.dropped());
        Duration length =
                SampleRate.HZ_8000.durationOf(file.map(RecordingTarget::samples).orElse(0L));
        feed.report(new RecordingEnd(feed.request().file(), outcome, length, feed.dropped()));
    }
}
