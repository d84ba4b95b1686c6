package org.belltower.speech.vosk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;

/** Grammars for tests, in few words. */
final class Grammars {
    private Grammars() {}

    /** An English voice grammar in ABNF whose root rule has this body. */
    static ActiveGrammar english(String rule) {
        return spoken("en-US", rule);
    }

    static ActiveGrammar spoken(String language, String rule) {
        String text = "#ABNF 1.0 UTF-8;\nlanguage " + language + ";\nroot $r;\n$r = " + rule + ";";
        return new ActiveGrammar("g" + Integer.toHexString(text.hashCode()), compiled(text));
    }

    static Grammar compiled(String text) {
        GrammarLoader none = _ -> new GrammarLoader.Loaded.Missing("no such file");
        return switch (new GrammarCompiler(none, GrammarLimits.defaults())
                .compile(text.getBytes(StandardCharsets.UTF_8), URI.create("file:/test/main.gram"))) {
            case CompileResult.Compiled(var grammar) -> grammar;
            case CompileResult.Rejected(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
