package org.belltower.voicexml.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host and lets through only addresses that may be reached. Thread-safe. The client connects to what this answers and
 * resolves nothing itself, so a name that changes its address between the check and the connection gains nothing.
 *
 * <p>The runtime resolves names in a native call, which would hold a carrier of virtual threads for as long as a name server is
 * silent. So names are resolved on a few platform threads called {@code resolve}; a name that finds {@value #QUEUE} others
 * waiting counts as unknown.
 */
final class AddressGuard implements DnsResolver, AutoCloseable {
    private static final int THREADS = 16;
    private static final int QUEUE = 1_000;

    private final AllowedHosts allowed;
    private final Lookup lookup;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUE),
            Thread.ofPlatform().daemon().name("resolve-", 0).factory());

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    AddressGuard(AllowedHosts allowed, Lookup lookup) {
        this.allowed = allowed;
        this.lookup = lookup;
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] permitted =
                Arrays.stream(addresses(host)).filter(allowed::permits).toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new RefusedAddressException(host);
        }
        return permitted;
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        Future<InetAddress[]> asked;
        try {
            asked = threads.submit(() -> lookup.addresses(host));
        } catch (RejectedExecutionException e) {
            throw unknown(host, e);
        }
        try {
            return asked.get();
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        } catch (ExecutionException e) {
            throw unknown(host, e);
        }
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        var unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
