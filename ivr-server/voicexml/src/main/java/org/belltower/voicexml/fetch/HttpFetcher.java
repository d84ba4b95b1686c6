package org.belltower.voicexml.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/**
 * Fetches over {@code http} and {@code https}, from permitted hosts only, with a cache that all sessions share. Thread-safe; the
 * server opens and closes it. Each fetch runs on a virtual thread of its own, which is cut off at the request's deadline
 * whatever it waits for. Fails by outcome: {@code error.noauthorization} for what the operator has not allowed, {@code
 * error.badfetch.http.NNN} for an answer other than the resource, {@code error.badfetch} for everything else. Messages show no
 * query, no body and no text of the other side. Spec: VoiceXML 2.0 §6.1, §5.2.6.
 */
public final class HttpFetcher implements ResourceFetcher, AutoCloseable {
    private final HttpSettings settings;
    private final CloseableHttpClient client;

    private final AddressGuard guard;

    private HttpFetcher(HttpSettings settings, CloseableHttpClient client, AddressGuard guard) {
        this.settings = settings;
        this.client = client;
        this.guard = guard;
    }

    /**
     * Ready to fetch.
     *
     * @throws UncheckedIOException if the file of certificate authorities cannot be used
     */
    public static HttpFetcher open(HttpSettings settings) {
        return open(settings, InetAddress::getAllByName);
    }

    static HttpFetcher open(HttpSettings settings, AddressGuard.Lookup lookup) {
        try {
            var storage = new CacheStorage(settings.cacheEntries(), settings.cacheBytes());
            var guard = new AddressGuard(settings.allowed(), lookup);
            return new HttpFetcher(settings, CachingClient.open(settings, guard, storage), guard);
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate authorities cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        Duration patience =
                request.timeout().compareTo(settings.longest()) < 0 ? request.timeout() : settings.longest();
        var exchange = new HttpExchange(request, settings, client);
        var task = new FutureTask<>(exchange::run);
        Thread worker = Thread.ofVirtual().name("fetch").start(task);
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return cutOff(exchange, worker, request, "did not come within " + patience.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return cutOff(exchange, worker, request, "was given up");
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "fetching " + ShownAddress.of(request.uri()) + " failed unexpectedly", e.getCause());
        }
    }

    private static FetchResult cutOff(HttpExchange exchange, Thread worker, FetchRequest request, String what) {
        exchange.abandon();
        worker.interrupt();
        return new FetchResult.Failed("error.badfetch", ShownAddress.of(request.uri()) + " " + what);
    }

    @Override
    public void close() {
        guard.close();
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the connections of the fetcher could not be closed", e);
        }
    }
}
