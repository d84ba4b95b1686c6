package org.belltower.speech;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.speech.SynthesisException.Failure;

/**
 * Runs the work of an engine on named platform threads: so many at once, so many waiting, each with a deadline that counts
 * from the call. <em>Thread-safe.</em> Closed by its engine; work in progress is left to its deadline.
 *
 * <p>Work that misses its deadline is aborted, and its place is free at once: a hung engine call costs one thread, not the
 * line. When {@value #MAX_HUNG} threads hang, the engine is out of order and refuses at once.
 */
public final class EngineThreads implements AutoCloseable {
    /** One piece of work. */
    public interface Work<T> {
        /** Runs on an engine thread. */
        T run() throws Exception;

        /** Runs on the caller's thread when the deadline has passed or the caller was interrupted. */
        default void abort() {}
    }

    static final int MAX_HUNG = 4;

    // Stages of one piece of work: who ends the stage RUNNING gives its place back.
    private static final int RUNNING = 0;
    private static final int ENDED = 1;
    private static final int ABANDONED = 2;

    private final String engine;
    private final int waitingLimit;
    private final Duration deadline;
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger hung = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean closed;

    private EngineThreads(String engine, int atOnce, int waitingLimit, Duration deadline) {
        this.engine = engine;
        this.waitingLimit = waitingLimit;
        this.deadline = deadline;
        this.places = new Semaphore(atOnce, true);
    }

    /**
     * Opens the threads of an engine; none is started before there is work.
     *
     * @param engine names the threads and stands in failures
     * @param atOnce pieces of work that run at the same time
     * @param waitingLimit callers that may wait for a place; one more fails with {@link Failure#OVERLOADED}
     * @param deadline from the call to the result
     */
    public static EngineThreads open(String engine, int atOnce, int waitingLimit, Duration deadline) {
        return new EngineThreads(engine, atOnce, waitingLimit, deadline);
    }

    /** Runs the work and gives its result; its own {@link SynthesisException} passes through unchanged. */
    public <T> T call(Work<T> work) {
        long end = System.nanoTime() + deadline.toNanos();
        if (closed) {
            throw new SynthesisException(Failure.CLOSED, engine, engine + " has been closed");
        }
        if (hung.get() >= MAX_HUNG) {
            throw new SynthesisException(
                    Failure.TIMED_OUT, engine, engine + " is out of order: " + MAX_HUNG + " of its calls hang");
        }
        takePlace(end);
        CompletableFuture<T> result = new CompletableFuture<>();
        AtomicInteger stage = new AtomicInteger(RUNNING);
        Thread thread = Thread.ofPlatform()
                .name(engine + "-" + number.incrementAndGet())
                .daemon()
                .unstarted(() -> {
                    try {
                        result.complete(work.run());
                    } catch (Throwable failure) {
                        // Also errors: a library that lacks a class must fail the text, not leave the caller waiting.
                        result.completeExceptionally(failure);
                    } finally {
                        if (stage.getAndSet(ENDED) == RUNNING) {
                            places.release();
                        } else {
                            hung.decrementAndGet();
                        }
                    }
                });
        thread.start();
        return await(result, end).orElseThrow(() -> {
            abandon(work, thread, stage);
            return Thread.currentThread().isInterrupted() ? interrupted() : timedOut();
        });
    }

    private void takePlace(long end) {
        if (waiting.incrementAndGet() > waitingLimit + places.availablePermits()) {
            waiting.decrementAndGet();
            throw new SynthesisException(
                    Failure.OVERLOADED, engine, waitingLimit + " texts wait for " + engine + " already");
        }
        try {
            if (!places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw timedOut();
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw interrupted();
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** The result, or nothing when the deadline passed or the caller was interrupted; then the interrupt flag is set. */
    private <T> Optional<T> await(CompletableFuture<T> result, long end) {
        try {
            return Optional.of(result.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SynthesisException known) {
                throw known;
            }
            throw new SynthesisException(
                    Failure.ENGINE_FAILED, engine, engine + " failed: " + failed.getCause(), failed);
        }
    }

    private void abandon(Work<?> work, Thread thread, AtomicInteger stage) {
        hung.incrementAndGet();
        if (stage.compareAndSet(RUNNING, ABANDONED)) {
            places.release();
        } else {
            hung.decrementAndGet();
        }
        work.abort();
        thread.interrupt();
    }

    private SynthesisException timedOut() {
        return new SynthesisException(
                Failure.TIMED_OUT, engine, engine + " gave no audio within " + deadline.toMillis() + " ms");
    }

    private SynthesisException interrupted() {
        return new SynthesisException(Failure.CLOSED, engine, "interrupted while waiting for " + engine);
    }

    /** Refuses further work. */
    @Override
    public void close() {
        closed = true;
    }
}
