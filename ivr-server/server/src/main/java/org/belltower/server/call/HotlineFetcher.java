package org.belltower.server.call;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.belltower.hotline.HotlineReply;
import org.belltower.hotline.HotlineSession;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.ResourceFetcher;

/**
 * {@code hotline:NAME?key=value} for the documents of one call: the business services, in process, answered as JSON. One
 * belongs to each call, since the services answer about the customer who has logged in there. Thread-safe: a fetch runs beside
 * the call's thread, and may end after the call.
 */
public final class HotlineFetcher implements ResourceFetcher {
    public static final String SCHEME = "hotline";

    private final HotlineSession session;
    private final BiConsumer<String, String> path;

    /** @param path is told which service was asked and what came of it, never with which parameters */
    public HotlineFetcher(HotlineSession session, BiConsumer<String, String> path) {
        this.session = session;
        this.path = path;
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        String address = request.uri().getRawSchemeSpecificPart();
        int query = address.indexOf('?');
        String name = query < 0 ? address : address.substring(0, query);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query >= 0) {
            for (String pair : address.substring(query + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        parameters.putAll(request.parameters());
        return switch (session.call(name, parameters)) {
            case HotlineReply.Answered(String outcome, String json) -> {
                path.accept(name, outcome);
                yield new FetchResult.Fetched(
                        URI.create(SCHEME + ":" + name), "application/json", Content.of(json), Optional.empty());
            }
            // Not its name: nobody knows what a document has put there.
            case HotlineReply.NoSuchService(String message) -> {
                path.accept("", "no-such-service");
                yield new FetchResult.Failed("error.badfetch.http.404", message);
            }
            case HotlineReply.BadRequest(String message) -> {
                path.accept(name, "bad-request");
                yield new FetchResult.Failed("error.badfetch.http.400", message);
            }
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
