package org.belltower.telephony;

import java.util.Locale;
import org.belltower.grammar.BuiltinGrammars;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarMode;

/** Grammars for tests, from the builtin types of VoiceXML. */
final class TestGrammars {
    private TestGrammars() {}

    /** Of keys. */
    static Grammar builtin(String type) {
        return builtin(type, GrammarMode.DTMF);
    }

    /** Of English words. */
    static Grammar spoken(String type) {
        return builtin(type, GrammarMode.VOICE);
    }

    private static Grammar builtin(String type, GrammarMode mode) {
        return switch (BuiltinGrammars.parse(type, mode, Locale.US)) {
            case CompileResult.Compiled(Grammar grammar) -> grammar;
            case CompileResult.Rejected(var problems) -> throw new IllegalArgumentException(problems.toString());
        };
    }
}
