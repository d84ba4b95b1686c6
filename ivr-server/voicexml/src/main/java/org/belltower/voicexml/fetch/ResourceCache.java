package org.belltower.voicexml.fetch;

import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * What was made from fetched resources, kept while they do not change and made once however many sessions ask at a time.
 * Thread-safe. Each use asks the source whether its copy is still right; a resource without a label is made anew each time.
 *
 * @param <T> what is made: immutable
 */
public final class ResourceCache<T> {
    private static final int MAX_ENTRIES = 1_000;
    /** Of the resources themselves; what is made of them takes a few times as much. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final ResourceFetcher fetcher;
    private final Function<FetchResult.Fetched, T> maker;
    private final ConcurrentHashMap<URI, Entry<T>> entries = new ConcurrentHashMap<>();

    private record Entry<T>(String validator, FutureTask<T> made, int bytes) {}

    /** What asking gave. */
    public sealed interface Outcome<T> {
        record Made<T>(T value) implements Outcome<T> {}

        record Failed<T>(String event, String message) implements Outcome<T> {}
    }

    public ResourceCache(ResourceFetcher fetcher, Function<FetchResult.Fetched, T> maker) {
        this.fetcher = fetcher;
        this.maker = maker;
    }

    /** What the resource makes; only a plain GET is kept. */
    public Outcome<T> get(FetchRequest request) {
        boolean plain = request.isPlain();
        Entry<T> known = plain ? entries.get(request.uri()) : null;
        FetchRequest asked = known == null ? request : request.unless(known.validator());
        return switch (fetcher.fetch(asked)) {
            case FetchResult.Failed(String event, String message) -> new Outcome.Failed<>(event, message);
            case FetchResult.Fetched fetched ->
                new Outcome.Made<>(
                        plain && fetched.validator().isPresent()
                                ? keep(request.uri(), fetched.validator().get(), fetched)
                                : maker.apply(fetched));
            case FetchResult.NotModified() ->
                known == null
                        ? new Outcome.Failed<>("error.badfetch", request.uri() + " answers not modified unasked")
                        : new Outcome.Made<>(await(known));
        };
    }

    private T keep(URI uri, String validator, FetchResult.Fetched fetched) {
        int bytes = fetched.content().length();
        long kept = entries.values().stream().mapToLong(Entry::bytes).sum();
        if (entries.size() >= MAX_ENTRIES || kept + bytes > MAX_BYTES) {
            entries.clear();
        }
        Entry<T> entry = entries.compute(
                uri,
                (key, present) -> present != null && present.validator().equals(validator)
                        ? present
                        : new Entry<>(validator, new FutureTask<>(() -> maker.apply(fetched)), bytes));
        return await(entry);
    }

    /** The first that comes makes it, the others wait for the same. */
    private static <T> T await(Entry<T> entry) {
        entry.made().run();
        try {
            return entry.made().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a resource was being compiled", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a resource could not be compiled", e.getCause());
        }
    }
}
