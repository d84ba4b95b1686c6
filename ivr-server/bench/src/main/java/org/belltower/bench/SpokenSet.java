package org.belltower.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.BuiltinGrammars;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.Match;
import org.belltower.grammar.Meaning;

/**
 * One grammar, and what callers say to it. <i>Immutable.</i>
 *
 * @param name for tables and {@code --set}
 * @param inside texts that the grammar accepts
 * @param outside texts that it does not accept
 */
record SpokenSet(String name, ActiveGrammar grammar, List<String> inside, List<String> outside) {
    SpokenSet {
        inside = List.copyOf(inside);
        outside = List.copyOf(outside);
    }

    /** What a text means to the grammar; empty where it does not accept the text. */
    Optional<Meaning> meaning(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        return grammar.grammar().bestParse(words).map(_ -> new Match(grammar, words).meaning());
    }

    /** A builtin of VoiceXML in American English, with its parameters as a field's type has them. */
    static ActiveGrammar builtin(String type) {
        return active(type, BuiltinGrammars.parse(type, GrammarMode.VOICE, Locale.US));
    }

    /** A grammar document in either form, which refers to no other. */
    static ActiveGrammar document(String name, byte[] text) {
        GrammarLoader none = _ -> new GrammarLoader.Loaded.Missing("a grammar of recordings stands alone");
        return active(
                name, new GrammarCompiler(none, GrammarLimits.defaults()).compile(text, URI.create("bench:" + name)));
    }

    /** Any of these sentences. */
    static ActiveGrammar anyOf(String name, List<String> sentences) {
        String abnf =
                "#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $any;\n$any = (" + String.join(") | (", sentences) + ");";
        return document(name, abnf.getBytes(StandardCharsets.UTF_8));
    }

    private static ActiveGrammar active(String id, CompileResult result) {
        Grammar grammar = switch (result) {
            case CompileResult.Compiled(var compiled) -> compiled;
            case CompileResult.Rejected(var problems) ->
                throw new BenchException("the grammar " + id + " is broken: " + problems);
        };
        return new ActiveGrammar(id, grammar);
    }
}
