package org.belltower.voicexml.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses the fetcher by the URI's scheme: one entry for each kind of place that documents may reach. Immutable.
 * A scheme that is not registered answers {@code error.badfetch}.
 */
public final class Fetchers implements ResourceFetcher {
    private final Map<String, ResourceFetcher> byScheme;

    private Fetchers(Map<String, ResourceFetcher> byScheme) {
        this.byScheme = byScheme;
    }

    /** Reaches nothing; add to it with {@link #with}. */
    public static Fetchers none() {
        return new Fetchers(Map.of());
    }

    /** These and one more; it takes the place of an earlier one for the same scheme. */
    public Fetchers with(String scheme, ResourceFetcher fetcher) {
        var more = new TreeMap<>(byScheme);
        more.put(scheme.toLowerCase(Locale.ROOT), fetcher);
        return new Fetchers(more);
    }

    /** Whether a fetcher is registered for the URI's scheme. */
    public boolean reaches(URI uri) {
        String scheme = uri.getScheme();
        return scheme != null && byScheme.containsKey(scheme.toLowerCase(Locale.ROOT));
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        String scheme = request.uri().getScheme();
        ResourceFetcher fetcher = scheme == null ? null : byScheme.get(scheme.toLowerCase(Locale.ROOT));
        if (fetcher == null) {
            return new FetchResult.Failed(
                    "error.badfetch",
                    "cannot fetch " + ShownAddress.of(request.uri()) + ": only " + String.join(":, ", byScheme.keySet())
                            + ": can be reached from a document");
        }
        return fetcher.fetch(request);
    }
}
