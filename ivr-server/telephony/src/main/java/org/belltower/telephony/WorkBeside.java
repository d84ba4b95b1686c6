package org.belltower.telephony;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Work of one call that must not keep its thread from a hang-up: fetches, and prompts that have to be spoken first. Each job
 * has a virtual thread of its own, whose end arrives in the call's inbox. One fetch at a time, beside which its sound may be
 * prepared; all methods belong to the call's thread. A job that the call leaves goes on to its end, and must have one: fetches and engines have deadlines.
 */
final class WorkBeside {
    private static final Logger LOG = LoggerFactory.getLogger(WorkBeside.class);
    private static final Duration LONGEST_WORK = Duration.ofSeconds(30);

    private final Executor threads;
    private final Runnable wake;
    private CompletableFuture<?> left = CompletableFuture.completedFuture("");

    /**
     * @param threads runs a job, on another thread or at once
     * @param wake called by the job's thread when it is done
     */
    WorkBeside(Executor threads, Runnable wake) {
        this.threads = threads;
        this.wake = wake;
    }

    /** Virtual threads that log under the call's name and wake this inbox. */
    static WorkBeside ofCall(CallInbox inbox) {
        @Nullable Map<String, String> logContext = MDC.getCopyOfContextMap();
        return new WorkBeside(
                job -> Thread.ofVirtual().name("beside-call").start(() -> {
                    if (logContext != null) {
                        MDC.setContextMap(logContext);
                    }
                    job.run();
                }),
                () -> inbox.put(new CallMessage.WorkDone()));
    }

    /** Work under way. */
    record Job<T>(CompletableFuture<T> future) {
        boolean isDone() {
            return future.isDone();
        }

        /** What it gave, or what it threw. */
        T result() {
            try {
                return future.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
            }
        }
    }

    <T> Job<T> start(Supplier<T> work) {
        CompletableFuture<T> future = CompletableFuture.supplyAsync(work, threads);
        var _ = future.whenComplete((_, _) -> wake.run());
        return new Job<>(future);
    }

    /** Goes on without the job; that it fails is only logged. */
    void leave(Job<?> job) {
        CompletableFuture<?> ended = job.future().handle((_, failure) -> {
            if (failure != null) {
                LOG.warn("what a caller no longer waited for failed", failure);
            }
            return "";
        });
        left = CompletableFuture.allOf(left, ended);
    }

    /** Waits until work that was left has ended, for as long as the slowest engine may take. */
    void awaitLeft() {
        try {
            var _ = left.get(LONGEST_WORK.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.error("work beside a call did not end within {} s; going on without it", LONGEST_WORK.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what is left never fails", e);
        }
    }
}
