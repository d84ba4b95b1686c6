package org.belltower.grammar;

import java.util.List;

/**
 * An active grammar and the input that it accepts. <i>Immutable.</i>
 *
 * @param grammar the grammar with the id that its owner gave
 * @param tokens words or keys, all that were matched
 */
public record Match(ActiveGrammar grammar, List<String> tokens) {
    public Match {
        tokens = List.copyOf(tokens);
    }

    /** The id that the grammar's owner gave. */
    public String grammarId() {
        return grammar.id();
    }

    /** The input as text: keys without spaces, words with one between. */
    public String utterance() {
        return grammar.grammar().utterance(tokens);
    }

    /**
     * What the input means; worked out on each call, so that keys on the way to a longer match cost nothing.
     *
     * <p>Where the grammar is ambiguous the {@link Parse best parse} is taken. The input has to be one that the grammar
     * accepts.
     */
    public Meaning meaning() {
        return grammar.grammar().meaning(tokens);
    }

    /** The same with the values that {@link SemanticValue} has. */
    public Interpretation interpretation() {
        return switch (meaning()) {
            case Meaning.Known(var value) -> new Interpretation.Resolved(SemanticValue.of(value));
            case Meaning.Failed(var problem) -> new Interpretation.Scripted(problem);
        };
    }
}
