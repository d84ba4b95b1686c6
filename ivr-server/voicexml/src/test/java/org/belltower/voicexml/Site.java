package org.belltower.voicexml;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.ResourceFetcher;

/** Documents and data in memory, under {@code test:}, and an engine that runs them. */
final class Site implements ResourceFetcher {
    private final Map<String, String> resources = new HashMap<>();
    private final List<FetchRequest> requests = new ArrayList<>();
    private final VoiceXmlEngine engine;

    Site() {
        this(EngineSettings.DEFAULT);
    }

    Site(EngineSettings settings) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T09:00:00Z"));
        this.engine = new VoiceXmlEngine(settings, Fetchers.none().with("test", this), clock);
    }

    /** One document, called {@code main.vxml}, with this content. */
    static Site of(String content) {
        return new Site().with("main.vxml", content);
    }

    /** A document whose content stands in {@code <vxml>}. */
    Site with(String name, String content) {
        return raw(name, vxml("", content));
    }

    /** A document that names a root document. */
    Site leaf(String name, String root, String content) {
        return raw(name, vxml(" application=\"" + root + "\"", content));
    }

    /** Takes a resource away. */
    Site without(String name) {
        resources.remove(name);
        return this;
    }

    Site raw(String name, String text) {
        resources.put(name, text);
        return this;
    }

    static String vxml(String attributes, String content) {
        return "<?xml version=\"1.0\"?>\n<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\"" + attributes
                + ">\n" + content + "\n</vxml>";
    }

    SessionEnd run(ScriptedCaller caller) {
        return run(caller, SessionObserver.NONE);
    }

    SessionEnd run(ScriptedCaller caller, SessionObserver observer) {
        return engine.run(uri("main.vxml"), caller, observer);
    }

    /** Runs {@code main.vxml} for a caller who only listens, and tells what was heard. */
    List<String> heard() {
        var caller = new ScriptedCaller();
        run(caller);
        return caller.heard();
    }

    VoiceXmlEngine engine() {
        return engine;
    }

    DocumentCheck check() {
        return engine.check(uri("main.vxml"));
    }

    List<FetchRequest> requests() {
        return requests;
    }

    static URI uri(String name) {
        return URI.create("test://site/" + name);
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        requests.add(request);
        if (request.uri().getRawFragment() != null) {
            return new FetchResult.Failed("error.badfetch", request.uri() + " has a fragment, which nobody can fetch");
        }
        String text = resources.get(request.uri().getPath().substring(1));
        if (text == null) {
            return new FetchResult.Failed("error.badfetch.http.404", request.uri() + " does not exist");
        }
        String label = Integer.toString(text.hashCode());
        return request.validator().filter(label::equals).isPresent()
                ? new FetchResult.NotModified()
                : new FetchResult.Fetched(request.uri(), "", Content.of(text), Optional.of(label));
    }
}
