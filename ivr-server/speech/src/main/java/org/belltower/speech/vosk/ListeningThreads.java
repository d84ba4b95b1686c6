package org.belltower.speech.vosk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform threads that are inside the native library: a fixed number, named {@code vosk-1} and so on. Each takes the next
 * hearing that has audio, works off some of it, and puts it back behind the others. One more, {@code vosk-maker}, takes the turns that
 * make a decoder for a large grammar, so that nobody else's beginning is heard late meanwhile. <i>Thread-safe.</i> A hearing stands in
 * one of the queues at most once, so they are bounded by admission.
 */
final class ListeningThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningThreads.class);
    private static final Duration LONGEST_TURN = Duration.ofSeconds(30);

    private final BlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> longTurns = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    private ListeningThreads() {}

    static ListeningThreads start(int count) {
        var all = new ListeningThreads();
        for (int i = 1; i <= count; i++) {
            all.threads.add(Thread.ofPlatform().name("vosk-" + i).daemon().start(() -> all.work(all.turns)));
        }
        all.threads.add(Thread.ofPlatform().name("vosk-maker").daemon().start(() -> all.work(all.longTurns)));
        return all;
    }

    /** Has a turn run; turns never throw. */
    void queue(Runnable turn) {
        turns.add(turn);
    }

    /** The same for one that takes a second; what such turns come to may be late by that. */
    void queueLong(Runnable turn) {
        longTurns.add(turn);
    }

    private void work(BlockingQueue<Runnable> queue) {
        while (!closed) {
            try {
                queue.take().run();
            } catch (InterruptedException end) {
                return;
            } catch (RuntimeException defect) {
                LOG.error("a turn of the recogniser failed", defect);
            }
        }
    }

    /** Ends the threads when their turns are over. False where one is still inside the library after half a minute. */
    boolean end() {
        closed = true;
        threads.forEach(Thread::interrupt);
        boolean ended = true;
        for (Thread thread : threads) {
            try {
                ended &= thread.join(LONGEST_TURN);
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return ended;
    }

    @Override
    public void close() {
        end();
    }
}
