package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The problems found so far in one document. <i>Confined to the thread that reads it.</i> Reading goes on after a
 * problem, so that an author sees them together; after {@link #LIMIT} of them nothing more is kept.
 */
final class Problems {
    static final int LIMIT = 50;

    private final URI document;
    private final List<GrammarProblem> found = new ArrayList<>();

    Problems(URI document) {
        this.document = document;
    }

    void syntax(Position position, String what, String rule, String remedy) {
        add(new GrammarProblem(GrammarProblem.Kind.SYNTAX, document, position, what, rule, remedy));
    }

    void reference(Position position, String what, String rule, String remedy) {
        add(new GrammarProblem(GrammarProblem.Kind.REFERENCE, document, position, what, rule, remedy));
    }

    void add(GrammarProblem problem) {
        if (found.size() < LIMIT) {
            found.add(problem);
        }
    }

    URI document() {
        return document;
    }

    boolean none() {
        return found.isEmpty();
    }

    List<GrammarProblem> found() {
        return List.copyOf(found);
    }
}
