package org.belltower.voicexml.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host and lets through only addresses that may be reached. Thread-safe. The client connects to what this answers and
 * resolves nothing itself, so a name that changes its address between the check and the connection gains nothing.
 */
final class AddressGuard implements DnsResolver {
    private final AllowedHosts allowed;
    private final Lookup lookup;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    AddressGuard(AllowedHosts allowed, Lookup lookup) {
        this.allowed = allowed;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] permitted =
                Arrays.stream(lookup.addresses(host)).filter(allowed::permits).toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new RefusedAddressException(host);
        }
        return permitted;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
