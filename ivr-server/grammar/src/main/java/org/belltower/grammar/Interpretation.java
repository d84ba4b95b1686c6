package org.belltower.grammar;

import java.util.List;

/**
 * The meaning of a match. <i>Immutable.</i>
 *
 * <p>Spec: SISR 1.0; VoiceXML 2.0 §3.1.5.
 */
public sealed interface Interpretation {
    /** The value is known. */
    record Resolved(SemanticValue value) implements Interpretation {}

    /**
     * The tags hold a script that this room does not evaluate.
     *
     * @param events the parse with its tags in order, for an ECMAScript engine to run
     * @param problem the first tag that was not understood
     */
    record Scripted(List<ParseEvent> events, GrammarProblem problem) implements Interpretation {
        public Scripted {
            events = List.copyOf(events);
        }
    }
}
