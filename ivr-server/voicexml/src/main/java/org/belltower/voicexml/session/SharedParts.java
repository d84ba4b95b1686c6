package org.belltower.voicexml.session;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.voicexml.EngineSettings;
import org.belltower.voicexml.element.DocumentCompiler;
import org.belltower.voicexml.element.ElementRegistry;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Freshness;
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
    /** How long a fetch may take where nobody says it. */
    static final Duration FETCH_TIMEOUT = Duration.ofSeconds(10);

    /** Spec: VoiceXML 2.0 §6.3. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("bargein", "true"),
            Map.entry("bargeintype", "speech"),
            Map.entry("timeout", "5s"),
            Map.entry("interdigittimeout", "3s"),
            Map.entry("termtimeout", "0s"),
            Map.entry("termchar", "#"),
            Map.entry("inputmodes", "dtmf voice"),
            Map.entry("universals", "none"),
            Map.entry("confidencelevel", "0.5"),
            Map.entry("sensitivity", "0.5"),
            Map.entry("speedvsaccuracy", "0.5"),
            Map.entry("completetimeout", "500ms"),
            Map.entry("incompletetimeout", "1000ms"),
            Map.entry("maxspeechtimeout", "30s"),
            Map.entry("maxnbest", "1"),
            Map.entry("recordutterance", "false"),
            Map.entry("org.belltower.secret", "false"));

    public static SharedParts of(EngineSettings settings, ResourceFetcher fetcher, InstantSource clock) {
        var scripts = new ScriptEngine(settings.budget());
        var compiler = new DocumentCompiler(
                ElementRegistry.standard(),
                scripts,
                uri -> new ImportedGrammars(fetcher, FETCH_TIMEOUT, Freshness.OF_THE_SOURCE).load(uri),
                settings.language());
        var properties = new HashMap<>(DEFAULTS);
        properties.putAll(settings.properties());
        return new SharedParts(
                scripts,
                fetcher,
                compiler,
                new ResourceCache<>(fetcher, (fetched, part, request) -> {
                    var imports = new ImportedGrammars(fetcher, request.timeout(), request.freshness());
                    return imports.product(compiler.compile(fetched.content(), fetched.uri(), imports));
                }),
                new ResourceCache<>(fetcher, (fetched, rule, request) -> {
                    var imports = new ImportedGrammars(fetcher, request.timeout(), request.freshness());
                    return imports.product(grammar(fetched, rule, imports));
                }),
                PropertySet.of(properties),
                clock,
                Universals.standard());
    }

    /** Under the address where it came from in the end, with the fragment of the reference. */
    private static CompileResult grammar(FetchResult.Fetched fetched, Optional<String> rule, GrammarLoader imports) {
        URI uri = rule.map(name -> URI.create(fetched.uri() + "#" + name)).orElse(fetched.uri());
        return new GrammarCompiler(imports, GrammarLimits.defaults())
                .compile(fetched.content().bytes(), uri);
    }
}
