package org.belltower.voicexml.session;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.voicexml.EngineSettings;
import org.belltower.voicexml.element.DocumentCompiler;
import org.belltower.voicexml.element.ElementRegistry;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.ResourceCache;
import org.belltower.voicexml.fetch.ResourceFetcher;
import org.belltower.voicexml.model.PropertySet;
import org.belltower.voicexml.script.ScriptEngine;

/** What all sessions of an engine share. Thread-safe. */
public record SharedParts(
        ScriptEngine scripts,
        ResourceFetcher fetcher,
        DocumentCompiler compiler,
        ResourceCache<DocumentCompiler.Outcome> documents,
        ResourceCache<CompileResult> grammars,
        PropertySet properties,
        InstantSource clock,
        Universals universals) {
    private static final Duration REFERENCE_TIMEOUT = Duration.ofSeconds(10);

    /** Spec: VoiceXML 2.0 §6.3. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("bargein", "true"),
            Map.entry("bargeintype", "speech"),
            Map.entry("timeout", "5s"),
            Map.entry("interdigittimeout", "3s"),
            Map.entry("termtimeout", "0s"),
            Map.entry("termchar", "#"),
            Map.entry("inputmodes", "dtmf voice"),
            Map.entry("fetchtimeout", "10s"),
            Map.entry("universals", "none"),
            Map.entry("confidencelevel", "0.5"),
            Map.entry("sensitivity", "0.5"),
            Map.entry("speedvsaccuracy", "0.5"),
            Map.entry("completetimeout", "500ms"),
            Map.entry("incompletetimeout", "1500ms"),
            Map.entry("maxspeechtimeout", "30s"),
            Map.entry("maxnbest", "1"),
            Map.entry("recordutterance", "false"),
            Map.entry("org.belltower.secret", "false"));

    public static SharedParts of(EngineSettings settings, ResourceFetcher fetcher, InstantSource clock) {
        var scripts = new ScriptEngine(settings.budget());
        var grammars = new GrammarCompiler(uri -> load(uri, fetcher), GrammarLimits.defaults());
        var compiler = new DocumentCompiler(ElementRegistry.standard(), scripts, grammars, settings.language());
        var properties = new HashMap<>(DEFAULTS);
        properties.putAll(settings.properties());
        return new SharedParts(
                scripts,
                fetcher,
                compiler,
                new ResourceCache<>(fetcher, fetched -> compiler.compile(fetched.content(), fetched.uri())),
                new ResourceCache<>(
                        fetcher, fetched -> grammars.compile(fetched.content().bytes(), fetched.uri())),
                PropertySet.of(properties),
                clock,
                Universals.standard());
    }

    private static GrammarLoader.Loaded load(URI uri, ResourceFetcher fetcher) {
        return switch (fetcher.fetch(FetchRequest.get(uri, REFERENCE_TIMEOUT))) {
            case FetchResult.Fetched fetched ->
                new GrammarLoader.Loaded.Content(fetched.content().bytes());
            case FetchResult.Failed(String event, String message) -> new GrammarLoader.Loaded.Missing(message);
            case FetchResult.NotModified() -> new GrammarLoader.Loaded.Missing("not modified, though nothing is held");
        };
    }
}
