package org.belltower.grammar;

import java.net.URI;

/** Ends the writing of a grammar that the form cannot hold; never leaves {@link GrammarWriter}. */
final class UnwritableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GrammarProblem problem;

    UnwritableException(URI document, Position position, String what, String section, String remedy) {
        super(what);
        this.problem = new GrammarProblem(GrammarProblem.Kind.FORMAT, document, position, what, section, remedy);
    }

    GrammarProblem problem() {
        return problem;
    }
}
