package org.belltower.voicexml.element;

import org.belltower.grammar.GrammarProblem;

/** The event that a grammar's problem is, to a document. Spec: VoiceXML 2.0 §5.2.6. */
public final class GrammarEvents {
    private GrammarEvents() {}

    public static String of(GrammarProblem.Kind kind) {
        return switch (kind) {
            case SYNTAX, REFERENCE, LIMIT, BUILTIN_PARAMETERS -> "error.badfetch";
            case LANGUAGE -> "error.unsupported.language";
            case BUILTIN_UNKNOWN -> "error.unsupported.builtin";
            case FORMAT -> "error.unsupported.format";
        };
    }
}
