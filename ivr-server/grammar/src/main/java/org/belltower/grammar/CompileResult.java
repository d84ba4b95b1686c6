package org.belltower.grammar;

import java.util.List;

/** What came of making a grammar ready to match. <i>Immutable.</i> */
public sealed interface CompileResult {
    record Compiled(Grammar grammar) implements CompileResult {}

    /** At least one problem; the kind of the first decides the VoiceXML event. */
    record Rejected(List<GrammarProblem> problems) implements CompileResult {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
