package org.belltower.eventsocket;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The {@code bgapi} jobs whose result is awaited, by their Job-UUID.
 *
 * <p><em>Thread-safe.</em> A job leaves when its future is done, however that comes, its timeout too. Results are
 * given on virtual threads, so that what hangs on them never runs on the event loop.
 */
final class BackgroundJobs {
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();

    /** A new job: its id and the future that its event completes. */
    record Job(String uuid, CompletableFuture<String> result) {}

    Job add() {
        String uuid = UUID.randomUUID().toString();
        CompletableFuture<String> result = new CompletableFuture<>();
        waiting.put(uuid, result);
        var _ = result.whenComplete((output, failure) -> waiting.remove(uuid));
        return new Job(uuid, result);
    }

    /** Completes the job that the event is about, if it is one of these. */
    void complete(Event event) {
        if (event.name().equals("BACKGROUND_JOB")) {
            event.jobUuid().map(waiting::get).ifPresent(result -> {
                var _ = result.completeAsync(event::body, Thread::startVirtualThread);
            });
        }
    }

    /** Fails all: their events will not come. */
    void fail(CloseReason reason) {
        waiting.values()
                .forEach(result -> result.completeExceptionally(new ConnectionClosedException("bgapi", reason)));
    }

    int size() {
        return waiting.size();
    }
}
