package org.belltower.grammar;

/** Ends the reading of a text in which nothing further can be understood; never leaves {@link GrammarParser}. */
final class UnreadableGrammarException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GrammarProblem problem;

    UnreadableGrammarException(GrammarProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    GrammarProblem problem() {
        return problem;
    }
}
