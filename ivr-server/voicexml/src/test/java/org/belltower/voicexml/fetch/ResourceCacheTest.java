package org.belltower.voicexml.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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
                fetched -> made.incrementAndGet());
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<ResourceCache.Outcome<Integer>>>();
            for (int i = 0; i < 50; i++) {
                answers.add(callers.submit(() -> cache.get(REQUEST)));
            }
            for (Future<ResourceCache.Outcome<Integer>> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(new ResourceCache.Outcome.Made<>(1));
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void resourceWithoutALabelIsMadeEachTime() {
        var made = new AtomicInteger();
        var cache = new ResourceCache<>(
                request -> new FetchResult.Fetched(request.uri(), "", Content.of("x"), Optional.empty()),
                fetched -> made.incrementAndGet());
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
                fetched -> version.get());
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(1));
        assertThat(cache.get(REQUEST)).isEqualTo(new ResourceCache.Outcome.Made<>(2));
    }
}
