package org.belltower.embeddedswitch.media;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a stream's callbacks in order, one at a time, on a virtual thread that exists while there are any.
 * *Thread-safe.* Nothing to close.
 *
 * <p>Whoever offers never blocks. Ends of playbacks and recordings are always taken, for there are only as many as were
 * asked for; keys are dropped beyond {@link #MAX_KEYS}. A callback that throws is logged, and the next one runs.
 */
final class CallbackQueue {
    static final int MAX_KEYS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(CallbackQueue.class);

    private final String name;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    CallbackQueue(String name) {
        this.name = name;
    }

    void offer(Runnable task) {
        tasks.add(task);
        if (pending.getAndIncrement() == 0) {
            Thread.ofVirtual().name("media-callback-" + name).start(this::drain);
        }
    }

    /** False if too much waits already. */
    boolean offerKey(Runnable task) {
        if (pending.get() >= MAX_KEYS) {
            return false;
        }
        offer(task);
        return true;
    }

    private void drain() {
        do {
            Runnable task = tasks.poll();
            if (task != null) {
                run(task);
            }
        } while (pending.decrementAndGet() > 0);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException thrown) {
            // Whoever waits behind it is to hear of the ends of other playbacks and recordings all the same.
            LOG.error("A media callback of {} failed; the stream goes on", name, thrown);
        }
    }
}
