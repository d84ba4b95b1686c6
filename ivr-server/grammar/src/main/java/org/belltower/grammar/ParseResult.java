package org.belltower.grammar;

import java.util.List;

/** What came of reading a grammar document. <i>Immutable.</i> */
public sealed interface ParseResult {
    record Parsed(GrammarDocument document) implements ParseResult {}

    /** At least one problem, in the order of the document. */
    record Broken(List<GrammarProblem> problems) implements ParseResult {
        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
