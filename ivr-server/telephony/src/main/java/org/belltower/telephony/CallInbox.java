package org.belltower.telephony;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one inbox of a call. Any thread puts, the call's thread takes.
 *
 * <p>Bounded at {@link #CAPACITY}: past that a message is dropped and counted, which only a caller who leans on the keypad can
 * bring about. A hang-up is never dropped: it is kept beside the queue and wins over everything in it.
 */
final class CallInbox implements Inbox {
    static final int CAPACITY = 256;

    private final BlockingQueue<CallMessage> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicReference<CallMessage.@Nullable HungUp> hungUp = new AtomicReference<>();
    private final CompletableFuture<String> disposition = new CompletableFuture<>();
    private final AtomicLong dropped = new AtomicLong();
    private final long start = System.nanoTime();

    /** Never blocks. */
    void put(CallMessage message) {
        if (message instanceof CallMessage.HungUp gone) {
            hungUp.compareAndSet(null, gone);
            // Wakes a waiting thread; where the queue is full the thread is awake and sees the hang-up before the
            // queue.
            queue.offer(gone);
        } else if (!queue.offer(message)) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public Optional<CallMessage> take(Duration atMost) {
        if (hungUp.get() != null) {
            return Optional.ofNullable(hungUp.get());
        }
        try {
            CallMessage message = queue.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
            return Optional.ofNullable(hungUp.get() != null ? hungUp.get() : message);
        } catch (InterruptedException e) {
            // The server ends the call's thread only when it gives the call up.
            Thread.currentThread().interrupt();
            CallMessage.HungUp given = new CallMessage.HungUp(Call.SERVER_STOPS);
            hungUp.compareAndSet(null, given);
            return Optional.of(given);
        }
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The hang-up, once there was one. */
    Optional<CallMessage.HungUp> hangUp() {
        return Optional.ofNullable(hungUp.get());
    }

    /** The switch's last word on who ended the call. Never blocks. */
    void released(String by) {
        disposition.complete(by);
    }

    /** What {@link #released} was told; waits for it at most so long, then empty text. */
    String disposition(Duration atMost) {
        try {
            return disposition.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Messages that found the queue full. */
    long dropped() {
        return dropped.get();
    }
}
