package org.belltower.voicexml.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResourceCacheTest {
    private static final FetchRequest REQUEST = FetchRequest.get(URI.create("test:a"), Duration.ofSeconds(1));

    @Test
    void unchangedResourceIsMadeOnceHoweverManyAsk() throws Exception {
        var made = new AtomicInteger();
        var cache = new ResourceCache<>(
                request -> request.validator().isPresent()
                        ? new FetchResult.NotModified()
                        : new FetchResult.Fetched(request.uri(), "", Content.of("x"), Optional.of("v1")),
                (fetched, part, request) -> ResourceCache.Product.of(made.incrementAndGet()));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<ResourceCache.Outcome<Integer>>>();
            for (int i = 0; i < 50; i++) {
                answers.add(callers.submit(() -> cache.get(REQUEST)));
            }
            for (Future<ResourceCache.Outcome<Integer>> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(new ResourceCache.Outcome.Made<>(1));
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void resourceWithoutALabelIsMadeEachTime() {
        var made = new AtomicInteger();
        var cache = new ResourceCache<>(
                request -> new FetchResult.Fetched(request.uri(), "", Content.of("x"), Optional.empty()),
                (fetched, part, request) -> ResourceCache.Product.of(made.incrementAndGet()));
        cache.get(REQUEST);
        cache.get(REQUEST);
        assertThat(made).hasValue(2);
    }

    @Test
    void changedResourceIsMadeAnew() {
        var version = new AtomicInteger();
        var cache = new ResourceCache<>(
                request -> new FetchResult.Fetched(
                        request.uri(), "", Content.of("x"), Optional.of("v" + version.incrementAndGet())),
                (fetched, part, request) -> ResourceCache.Product.of(version.get()));
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(1));
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(2));
    }

    /** One resource whose content never changes, and another whose label says this version. */
    private static ResourceFetcher beside(AtomicInteger version) {
        return request -> {
            String mine = request.uri().equals(REQUEST.uri()) ? "same" : "v" + version.get();
            return request.validator().filter(mine::equals).isPresent()
                    ? new FetchResult.NotModified()
                    : new FetchResult.Fetched(request.uri(), "", Content.of("x"), Optional.of(mine));
        };
    }

    @Test
    void partsOfAResourceAreMadeApartAndOnceEach() {
        var made = new ArrayList<String>();
        var cache = new ResourceCache<>(beside(new AtomicInteger(1)), (fetched, part, request) -> {
            made.add(part.orElse("whole"));
            return ResourceCache.Product.of(made.getLast());
        });
        for (int round = 0; round < 2; round++) {
            assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>("whole"));
            assertThat(cache.get(REQUEST, Optional.of("a"))).isEqualTo(new ResourceCache.Outcome.Made<>("a"));
        }
        assertThat(made).containsExactly("whole", "a");
    }

    @Test
    void changeOfAnotherResourceThatWentIntoItHasItMadeAnew() {
        var version = new AtomicInteger(1);
        var made = new AtomicInteger();
        var cache = new ResourceCache<>(
                beside(version),
                (fetched, part, request) -> new ResourceCache.Product<>(
                        made.incrementAndGet(), Map.of(URI.create("test:other"), "v" + version.get()), true));
        cache.get(REQUEST);
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(1));

        version.set(2);
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(2));
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(2));
    }

    @Test
    void whatDoesNotLastIsMadeAnew() {
        var made = new AtomicInteger();
        var cache = new ResourceCache<>(
                beside(new AtomicInteger(1)),
                (fetched, part, request) ->
                        new ResourceCache.Product<>(made.incrementAndGet(), Map.of(), made.get() > 1));
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(1));
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(2));
        assertThat(cache.get(REQUEST)).as("this one lasts").isEqualTo(new ResourceCache.Outcome.Made<>(2));
    }

    @Test
    void makingThatThrowsIsToldAndTriedAgain() {
        var made = new AtomicInteger();
        var cache = new ResourceCache<>(beside(new AtomicInteger(1)), (fetched, part, request) -> {
            if (made.incrementAndGet() == 1) {
                throw new IllegalArgumentException("no good");
            }
            return ResourceCache.Product.of(made.get());
        });
        assertThatThrownBy(() -> cache.get(REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(new IllegalArgumentException("no good"));
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(2));
    }
}
