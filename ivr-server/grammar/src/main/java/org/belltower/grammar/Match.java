package org.belltower.grammar;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An active grammar and the input that it accepts. <i>Immutable. Thread-safe.</i> */
public final class Match {
    private static final double CERTAIN = 1.0;

    private final ActiveGrammar grammar;
    private final List<String> tokens;
    private final double score;
    /** Once somebody has asked; worked out twice where two threads ask at once, with the same answer. */
    private @Nullable Meaning meaning;

    /**
     * A match of input that the grammar accepts.
     *
     * @param grammar the grammar with the id that its owner gave
     * @param tokens words or keys, all that were matched
     */
    public Match(ActiveGrammar grammar, List<String> tokens) {
        this(grammar, tokens, CERTAIN);
    }

    private Match(ActiveGrammar grammar, List<String> tokens, double score) {
        this.grammar = grammar;
        this.tokens = List.copyOf(tokens);
        this.score = score;
    }

    /**
     * The same, as sure as a recogniser is of it. Tags read it as {@code score}.
     *
     * @param confidence from 0.0 to 1.0, of the whole input
     */
    public Match scored(double confidence) {
        return confidence == score ? this : new Match(grammar, tokens, confidence);
    }

    public ActiveGrammar grammar() {
        return grammar;
    }

    public List<String> tokens() {
        return tokens;
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
     * What the input means; worked out when it is first asked for, so that keys on the way to a longer match cost nothing.
     *
     * <p>Where the grammar is ambiguous the {@link Parse best parse} is taken. The input has to be one that the grammar
     * accepts.
     */
    public Meaning meaning() {
        Meaning known = meaning;
        if (known == null) {
            known = grammar.grammar().meaning(tokens, score);
            meaning = known;
        }
        return known;
    }

    /** What the input means where no script has to run for it: cheap, and the same whatever the score. */
    public Optional<ScriptValue> plainMeaning() {
        return grammar.grammar().plainMeaning(tokens);
    }

    /** The same with the values that {@link SemanticValue} has. */
    public Interpretation interpretation() {
        return switch (meaning()) {
            case Meaning.Known(var value) -> new Interpretation.Resolved(SemanticValue.of(value));
            case Meaning.Failed(var problem) -> new Interpretation.Scripted(problem);
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Match match
                && grammar.equals(match.grammar)
                && tokens.equals(match.tokens)
                && score == match.score;
    }

    @Override
    public int hashCode() {
        return Objects.hash(grammar, tokens, score);
    }

    @Override
    public String toString() {
        return "Match[grammar=" + grammar + ", tokens=" + tokens + ", score=" + score + "]";
    }
}
