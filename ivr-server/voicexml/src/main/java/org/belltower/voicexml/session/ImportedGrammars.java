package org.belltower.voicexml.session;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.belltower.grammar.GrammarLoader;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Freshness;
import org.belltower.voicexml.fetch.ResourceCache;
import org.belltower.voicexml.fetch.ResourceFetcher;

/**
 * Brings the grammars that another one refers to, and remembers their labels, so that what is made of them is kept only while
 * none of them changes. Confined to the thread that compiles. Spec: SRGS 1.0 §2.2.2.
 */
final class ImportedGrammars implements GrammarLoader {
    private final ResourceFetcher fetcher;
    private final Duration timeout;
    private final Freshness freshness;
    private final Map<URI, String> labels = new LinkedHashMap<>();
    private boolean lasting = true;

    /**
     * For one compilation.
     *
     * @param timeout of each fetch
     */
    ImportedGrammars(ResourceFetcher fetcher, Duration timeout, Freshness freshness) {
        this.fetcher = fetcher;
        this.timeout = timeout;
        this.freshness = freshness;
    }

    @Override
    public Loaded load(URI uri) {
        return switch (fetcher.fetch(FetchRequest.get(uri, timeout).with(freshness))) {
            case FetchResult.Fetched fetched -> {
                fetched.validator().ifPresentOrElse(label -> labels.put(uri, label), () -> lasting = false);
                yield new Loaded.Content(fetched.content().bytes(), fetched.uri());
            }
            case FetchResult.Failed(String event, String message) -> {
                lasting = false;
                yield new Loaded.Missing(message);
            }
            case FetchResult.NotModified() -> {
                lasting = false;
                yield new Loaded.Missing("not modified, though nothing is held");
            }
        };
    }

    /** What was made with what this has brought; it does not last where something could not be had, which may pass. */
    <T> ResourceCache.Product<T> product(T value) {
        return new ResourceCache.Product<>(value, labels, lasting);
    }
}
