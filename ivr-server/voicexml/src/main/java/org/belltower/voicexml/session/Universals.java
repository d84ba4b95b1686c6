package org.belltower.voicexml.session;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Embedding;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.grammar.Position;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.GrammarReference;
import org.belltower.voicexml.model.GrammarUse;
import org.belltower.voicexml.model.ThrownEvent;
import org.belltower.voicexml.model.Transition;

/**
 * What a caller may say at any time where the property {@code universals} allows it: help, cancel, exit. Immutable.
 * Spec: VoiceXML 2.0 §6.3.6.
 */
final class Universals {
    /** By language, then by event. A language that is not here has the English words. */
    private static final Map<String, Map<String, List<String>>> WORDS = Map.of(
            "en",
            Map.of("help", List.of("help"), "cancel", List.of("cancel"), "exit", List.of("exit")),
            "zh",
            Map.of("help", List.of("帮助"), "cancel", List.of("取消"), "exit", List.of("退出")),
            "yue",
            Map.of("help", List.of("幫助"), "cancel", List.of("取消"), "exit", List.of("退出")));

    private static final List<String> EVENTS = List.of("help", "cancel", "exit");

    private final Map<String, Map<String, Grammar>> grammars;

    private Universals(Map<String, Map<String, Grammar>> grammars) {
        this.grammars = grammars;
    }

    /** Compiled when they are first wanted, and once for all engines. */
    static Universals standard() {
        return Standard.UNIVERSALS;
    }

    private static final class Standard {
        private static final Universals UNIVERSALS =
                compile(new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults()));
    }

    private static Universals compile(GrammarCompiler compiler) {
        return new Universals(WORDS.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        language -> language.getValue().entrySet().stream()
                                .collect(Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        event -> compile(event.getValue(), language.getKey(), compiler))))));
    }

    private static Grammar compile(List<String> words, String language, GrammarCompiler compiler) {
        String items = words.stream().map(word -> "<item>" + word + "</item>").collect(Collectors.joining());
        String xml = "<grammar mode=\"voice\" root=\"said\" xml:lang=\"" + language + "\"><rule id=\"said\"><one-of>"
                + items + "</one-of></rule></grammar>";
        var embedding =
                new Embedding(URI.create("universals:" + language), Locale.forLanguageTag(language), Position.start());
        return switch (compiler.compileInline(xml, embedding)) {
            case CompileResult.Compiled(Grammar grammar) -> grammar;
            case CompileResult.Rejected(var problems) -> throw new IllegalStateException(problems.toString());
        };
    }

    /** Those that are active where the properties are these. */
    List<GrammarUse> active(Context context) {
        String wanted = context.property("universals").orElse("none");
        if (wanted.equals("none")) {
            return List.of();
        }
        List<String> names = Arrays.asList(wanted.split("\\s+"));
        Map<String, Grammar> spoken = Optional.ofNullable(
                        grammars.get(context.language().getLanguage()))
                .orElse(english());
        return EVENTS.stream()
                .filter(event -> wanted.equals("all") || names.contains(event))
                .flatMap(
                        event -> Optional.ofNullable(spoken.get(event)).stream().map(grammar -> use(event, grammar)))
                .toList();
    }

    private Map<String, Grammar> english() {
        return Optional.ofNullable(grammars.get("en")).orElseThrow();
    }

    private static GrammarUse use(String event, Grammar grammar) {
        var thrown = new Transition.Throw(new ThrownEvent(event, Optional.empty()));
        return new GrammarUse(new GrammarReference.Ready(grammar), new GrammarUse.Target.Leads(_ -> thrown));
    }
}
