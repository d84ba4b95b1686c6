package org.belltower.voicexml.fetch;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * What was made from fetched resources, kept while they do not change and made once however many sessions ask at a time.
 * Thread-safe. Each use asks the sources whether the copy is still right: of the resource itself and of all else that went into
 * it. A resource without a label is made anew each time, and so is what did not last or could not be made.
 *
 * @param <T> what is made: immutable
 */
public final class ResourceCache<T> {
    private static final int MAX_ENTRIES = 1_000;
    /** Of the resources themselves; what is made of them takes a few times as much. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final ResourceFetcher fetcher;
    private final Maker<T> maker;
    private final ConcurrentHashMap<Key, Entry<T>> entries = new ConcurrentHashMap<>();

    /** One resource makes different things by its parts. */
    private record Key(URI uri, Optional<String> part) {}

    private record Entry<T>(String validator, FutureTask<Product<T>> made, int bytes) {}

    /** Makes it. Thread-safe; an exception reaches all who wait for it and is not kept. */
    @FunctionalInterface
    public interface Maker<T> {
        /**
         * Makes it on this thread.
         *
         * @param part the fragment that names the part to make, as it stands in the reference
         * @param request as it was asked, for how all else is fetched
         */
        Product<T> make(FetchResult.Fetched fetched, Optional<String> part, FetchRequest request);
    }

    /**
     * What was made. Immutable.
     *
     * @param others the labels of the other resources that went into it
     * @param lasting whether the same resources would make the same again; false where one of them could not be had
     */
    public record Product<T>(T value, Map<URI, String> others, boolean lasting) {
        public Product {
            others = Map.copyOf(others);
        }

        /** Made from the resource alone. */
        public static <T> Product<T> of(T value) {
            return new Product<>(value, Map.of(), true);
        }
    }

    /** What asking gave. */
    public sealed interface Outcome<T> {
        record Made<T>(T value) implements Outcome<T> {}

        record Failed<T>(String event, String message) implements Outcome<T> {}
    }

    public ResourceCache(ResourceFetcher fetcher, Maker<T> maker) {
        this.fetcher = fetcher;
        this.maker = maker;
    }

    /** What the whole resource makes. */
    public Outcome<T> get(FetchRequest request) {
        return get(request, Optional.empty());
    }

    /**
     * What a part of the resource makes; only a plain GET is kept.
     *
     * @param part the fragment that names it; where empty, the whole
     * @throws IllegalStateException where the maker throws
     */
    public Outcome<T> get(FetchRequest request, Optional<String> part) {
        var key = new Key(request.uri(), part);
        Optional<Entry<T>> known = request.isPlain() ? Optional.ofNullable(entries.get(key)) : Optional.empty();
        return known.map(entry -> outcome(
                        fetcher.fetch(request.unless(entry.validator())),
                        key,
                        request,
                        () -> unchanged(entry, key, request)))
                .orElseGet(() -> fresh(key, request));
    }

    private Outcome<T> fresh(Key key, FetchRequest request) {
        return outcome(
                fetcher.fetch(request),
                key,
                request,
                () -> new Outcome.Failed<>("error.badfetch", request.uri() + " answers not modified unasked"));
    }

    private Outcome<T> outcome(
            FetchResult result, Key key, FetchRequest request, Supplier<Outcome<T>> whereNotModified) {
        return switch (result) {
            case FetchResult.Failed(String event, String message) -> new Outcome.Failed<>(event, message);
            case FetchResult.Fetched fetched -> new Outcome.Made<>(made(fetched, key, request));
            case FetchResult.NotModified() -> whereNotModified.get();
        };
    }

    /** What is kept of a resource that is still the same; made anew where something else that went into it is not. */
    private Outcome<T> unchanged(Entry<T> entry, Key key, FetchRequest request) {
        Product<T> product = await(entry, key);
        for (Map.Entry<URI, String> other : product.others().entrySet()) {
            FetchRequest asked =
                    FetchRequest.get(other.getKey(), request.timeout()).with(request.freshness());
            if (!(fetcher.fetch(asked.unless(other.getValue())) instanceof FetchResult.NotModified)) {
                entries.remove(key, entry);
                return fresh(key, request);
            }
        }
        return new Outcome.Made<>(product.value());
    }

    private T made(FetchResult.Fetched fetched, Key key, FetchRequest request) {
        Supplier<Product<T>> making = () -> maker.make(fetched, key.part(), request);
        return request.isPlain()
                ? fetched.validator()
                        .map(label -> keep(key, label, fetched.content().length(), making))
                        .orElseGet(making)
                        .value()
                : making.get().value();
    }

    private Product<T> keep(Key key, String validator, int bytes, Supplier<Product<T>> making) {
        long kept = entries.values().stream().mapToLong(Entry::bytes).sum();
        if (entries.size() >= MAX_ENTRIES || kept + bytes > MAX_BYTES) {
            entries.clear();
        }
        Entry<T> entry = entries.compute(
                key,
                (same, present) -> present != null && present.validator().equals(validator)
                        ? present
                        : new Entry<>(validator, new FutureTask<>(making::get), bytes));
        return await(entry, key);
    }

    /** The first that comes makes it, the others wait for the same. */
    private Product<T> await(Entry<T> entry, Key key) {
        entry.made().run();
        try {
            Product<T> product = entry.made().get();
            if (!product.lasting()) {
                entries.remove(key, entry);
            }
            return product;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a resource was being compiled", e);
        } catch (ExecutionException e) {
            entries.remove(key, entry);
            throw new IllegalStateException("a resource could not be compiled", e.getCause());
        }
    }
}
