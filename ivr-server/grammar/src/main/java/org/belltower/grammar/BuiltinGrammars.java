package org.belltower.grammar;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The builtin types of VoiceXML: what {@code <field type="digits?length=4">} and {@code builtin:dtmf/digits?length=4}
 * stand for. <i>Thread-safe.</i>
 *
 * <p>Spec: VoiceXML 2.0 §2.3.1 and Appendix P.
 */
public final class BuiltinGrammars {
    private BuiltinGrammars() {}

    /**
     * The grammar of a builtin: {@code digits?minlength=3;maxlength=5} as a field's type, or the same after
     * {@code builtin:dtmf/}.
     *
     * @param mode of the grammar where the text does not say it
     */
    public static CompileResult parse(String text, GrammarMode mode, Locale language) {
        return new CompileResult.Rejected(List.of(new GrammarProblem(
                GrammarProblem.Kind.BUILTIN_UNKNOWN,
                URI.create("builtin:"),
                Position.start(),
                "no builtin " + text + " for " + mode + " in " + language,
                "VoiceXML 2.0 Appendix P",
                "Use a grammar document instead")));
    }
}
