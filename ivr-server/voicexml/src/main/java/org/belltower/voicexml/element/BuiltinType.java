package org.belltower.voicexml.element;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.belltower.grammar.BuiltinGrammars;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.GrammarProblem;

/** Builtin grammars by the text that a document has for them. Spec: VoiceXML 2.0 §2.3.1, appendix P. */
public final class BuiltinType {
    private BuiltinType() {}

    /** The grammar, or why there is none; text that is no address at all is an unknown builtin. */
    public static CompileResult parse(String text, GrammarMode mode, Locale language) {
        try {
            return BuiltinGrammars.parse(text, mode, language);
        } catch (IllegalArgumentException e) {
            return new CompileResult.Rejected(List.of(new GrammarProblem(
                    GrammarProblem.Kind.BUILTIN_UNKNOWN,
                    URI.create("builtin:unreadable"),
                    org.belltower.grammar.Position.start(),
                    "\"" + text + "\" is no builtin type",
                    "VoiceXML 2.0 appendix P",
                    "Write such as digits?length=6")));
        }
    }
}
