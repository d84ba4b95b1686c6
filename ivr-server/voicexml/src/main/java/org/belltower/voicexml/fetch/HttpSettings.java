package org.belltower.voicexml.fetch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator decides about fetching over the network. Immutable. A value out of range is an {@link
 * IllegalArgumentException} that names it as the configuration file does.
 *
 * @param allowed which hosts documents may reach
 * @param longest how long a fetch may take though a document would wait longer; 100 ms to 10 minutes
 * @param bodyBytes the longest answer, decompressed; 1 KiB to 256 MiB
 * @param redirects how many redirections one fetch may follow; 0 to 20
 * @param cacheEntries how many answers are kept; 1 or more
 * @param cacheBytes how many bytes they may take together; 1 MiB or more
 * @param authorities a PEM file of certificate authorities to trust beside those of the Java runtime
 */
public record HttpSettings(
        AllowedHosts allowed,
        Duration longest,
        int bodyBytes,
        int redirects,
        int cacheEntries,
        long cacheBytes,
        Optional<Path> authorities) {
    private static final int MEGABYTE = 1024 * 1024;

    /** Reaches no host. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            AllowedHosts.NONE, Duration.ofSeconds(60), 5 * MEGABYTE, 5, 1_000, 64L * MEGABYTE, Optional.empty());

    /** The longest line of an answer's head, in bytes. */
    static final int HEADER_LINE = 8_192;

    /** The most lines of an answer's head. */
    static final int HEADER_LINES = 100;

    /** The most connections at a time: as many as there are calls by default. */
    static final int CONNECTIONS = 1_000;

    /** The most connections to one host at a time. */
    static final int CONNECTIONS_A_HOST = 200;

    public HttpSettings {
        if (longest.compareTo(Duration.ofMillis(100)) < 0 || longest.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("'longest' must be 100ms to 10m, but is " + longest);
        }
        if (bodyBytes < 1024 || bodyBytes > 256 * MEGABYTE) {
            throw new IllegalArgumentException("'body-kilobytes' must be 1 to 262144, but is " + bodyBytes / 1024);
        }
        if (redirects < 0 || redirects > 20) {
            throw new IllegalArgumentException("'redirects' must be 0 to 20, but is " + redirects);
        }
        if (cacheEntries < 1) {
            throw new IllegalArgumentException("'cache-entries' must be 1 or more, but is " + cacheEntries);
        }
        if (cacheBytes < MEGABYTE) {
            throw new IllegalArgumentException("'cache-megabytes' must be 1 or more, but is " + cacheBytes / MEGABYTE);
        }
    }

    /** The same for other hosts. */
    public HttpSettings allowing(AllowedHosts hosts) {
        return new HttpSettings(hosts, longest, bodyBytes, redirects, cacheEntries, cacheBytes, authorities);
    }
}
