package org.belltower.telephony;

import java.util.Locale;
import org.belltower.grammar.BuiltinGrammars;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarMode;

/** Grammars for tests, from the builtin types of VoiceXML. */
final class TestGrammars {
    private TestGrammars() {}

    static Grammar builtin(String type) {
        return switch (BuiltinGrammars.parse(type, GrammarMode.DTMF, Locale.US)) {
            case CompileResult.Compiled(Grammar grammar) -> grammar;
            case CompileResult.Rejected(var problems) -> throw new IllegalArgumentException(problems.toString());
        };
    }
}
