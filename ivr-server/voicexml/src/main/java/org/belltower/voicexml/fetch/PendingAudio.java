package org.belltower.voicexml.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Audio that has to be fetched before a line can play it. Thread-safe. It is fetched once, on a virtual thread of its own, when
 * somebody asks for it or before. What cannot be had is told as a message, and nothing is thrown. Spec: VoiceXML 2.0 §4.1.3, §6.1.
 */
public final class PendingAudio {
    /** No fetch takes longer, whatever a document says. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final FetchRequest request;
    private final Consumer<String> unheard;
    private final FutureTask<Optional<URI>> fetching;
    private final AtomicBoolean told = new AtomicBoolean();

    private final Object beginning = new Object();
    /** Under {@code beginning}. When it has to be there, in nanoseconds of the system; empty before it has begun. */
    private Optional<Long> deadline = Optional.empty();

    /**
     * Fetches nothing yet.
     *
     * @param atOnce how many the call fetches at a time; one more waits, and its time runs
     * @param unheard told on any thread why it cannot be had
     */
    public PendingAudio(
            FetchRequest request,
            ResourceFetcher fetcher,
            AudioShelf shelf,
            Semaphore atOnce,
            Consumer<String> unheard) {
        this.request = request;
        this.unheard = unheard;
        this.fetching = new FutureTask<>(() -> {
            atOnce.acquire();
            try {
                return placed(fetcher.fetch(request), shelf);
            } finally {
                atOnce.release();
            }
        });
    }

    /** Whether audio there has to be fetched. */
    public static boolean isRemote(URI source) {
        String scheme = source.getScheme();
        return scheme != null
                && switch (scheme.toLowerCase(Locale.ROOT)) {
                    case "http", "https" -> true;
                    default -> false;
                };
    }

    /** As the prompt names it. */
    public URI source() {
        return request.uri();
    }

    /** Has it fetched beside whatever goes on; does nothing where that has begun. */
    public void begin() {
        begun();
    }

    /** When it has to be there. */
    private long begun() {
        synchronized (beginning) {
            if (deadline.isEmpty()) {
                Duration patience = request.timeout().compareTo(LONGEST) < 0 ? request.timeout() : LONGEST;
                deadline = Optional.of(System.nanoTime() + patience.toNanos());
                Thread.ofVirtual().name("audio").start(fetching);
            }
            return deadline.get();
        }
    }

    /**
     * Waits for it, no longer than its fetch may take since it has begun.
     *
     * @return the file where it lies ready for the line; empty where it cannot be had
     */
    public Optional<URI> await() {
        long until = begun();
        try {
            long left = until - System.nanoTime();
            return fetching.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            Optional<URI> late = missing(ShownAddress.of(request.uri()) + " did not come within "
                    + request.timeout().toMillis() + " ms");
            fetching.cancel(true);
            return late;
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "fetching " + ShownAddress.of(request.uri()) + " failed unexpectedly", e.getCause());
        }
    }

    private Optional<URI> placed(FetchResult result, AudioShelf shelf) {
        return switch (result) {
            case FetchResult.Fetched fetched ->
                switch (shelf.place(fetched)) {
                    case AudioShelf.Placed.Ready(URI file) -> Optional.of(file);
                    case AudioShelf.Placed.Refused(String reason) ->
                        missing(ShownAddress.of(request.uri()) + " " + reason);
                };
            case FetchResult.Failed(String event, String message) -> missing(event + ": " + message);
            case FetchResult.NotModified() ->
                missing(ShownAddress.of(request.uri()) + " answers not modified, though nothing is held");
        };
    }

    /** Told once, whether it came too late or could not be had at all. */
    private Optional<URI> missing(String reason) {
        if (told.compareAndSet(false, true)) {
            unheard.accept(reason);
        }
        return Optional.empty();
    }
}
