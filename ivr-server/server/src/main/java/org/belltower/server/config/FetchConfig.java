package org.belltower.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.prompt.FetchedClips;
import org.belltower.voicexml.fetch.AllowedHosts;
import org.belltower.voicexml.fetch.HttpSettings;

/**
 * What documents may fetch over the network. Immutable.
 *
 * @param allow hosts, addresses and blocks of addresses, as {@link AllowedHosts} reads them; none by default
 * @param longest how long a fetch may take though a document would wait longer
 * @param bodyKilobytes the longest answer, decompressed
 * @param redirects how many redirections one fetch may follow
 * @param cacheEntries how many answers are kept
 * @param cacheMegabytes how much memory they may take
 * @param audioMegabytes how much disk clips of fetched audio may take
 * @param caFile certificate authorities in PEM to trust beside those of the Java runtime
 */
public record FetchConfig(
        List<String> allow,
        Duration longest,
        int bodyKilobytes,
        int redirects,
        int cacheEntries,
        int cacheMegabytes,
        int audioMegabytes,
        Optional<Path> caFile) {
    private static final int KILOBYTE = 1024;
    private static final int MOST_BODY_KILOBYTES = 262_144;
    private static final long MEGABYTE = 1024L * 1024L;
    private static final int FEWEST_AUDIO_MEGABYTES = Math.toIntExact(FetchedClips.FEWEST_BYTES / MEGABYTE);
    private static final int AUDIO_MEGABYTES = 512;

    public static final FetchConfig DEFAULT = of(HttpSettings.DEFAULT);

    public FetchConfig {
        allow = List.copyOf(allow);
        if (bodyKilobytes < 1 || bodyKilobytes > MOST_BODY_KILOBYTES) {
            throw new IllegalArgumentException(
                    "'body-kilobytes' must be 1 to " + MOST_BODY_KILOBYTES + ", but is " + bodyKilobytes);
        }
        if (audioMegabytes < FEWEST_AUDIO_MEGABYTES) {
            throw new IllegalArgumentException(
                    "'audio-megabytes' must be " + FEWEST_AUDIO_MEGABYTES + " or more, but is " + audioMegabytes);
        }
        // Refuses what is out of range, with the key's name.
        settings(allow, longest, bodyKilobytes, redirects, cacheEntries, cacheMegabytes, caFile);
    }

    private static FetchConfig of(HttpSettings settings) {
        return new FetchConfig(
                List.of(),
                settings.longest(),
                settings.bodyBytes() / KILOBYTE,
                settings.redirects(),
                settings.cacheEntries(),
                Math.toIntExact(settings.cacheBytes() / MEGABYTE),
                AUDIO_MEGABYTES,
                settings.authorities());
    }

    /** As the fetcher takes it. */
    public HttpSettings settings() {
        return settings(allow, longest, bodyKilobytes, redirects, cacheEntries, cacheMegabytes, caFile);
    }

    private static HttpSettings settings(
            List<String> allow,
            Duration longest,
            int bodyKilobytes,
            int redirects,
            int cacheEntries,
            int cacheMegabytes,
            Optional<Path> caFile) {
        return new HttpSettings(
                AllowedHosts.parse(allow),
                longest,
                bodyKilobytes * KILOBYTE,
                redirects,
                cacheEntries,
                cacheMegabytes * MEGABYTE,
                caFile);
    }
}
