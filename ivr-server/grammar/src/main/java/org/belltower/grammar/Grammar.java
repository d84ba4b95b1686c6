package org.belltower.grammar;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A grammar ready to match: every reference followed, every limit checked. <i>Immutable. Thread-safe.</i> Made once and
 * shared by all calls; it holds nothing of a call.
 */
public final class Grammar {
    private final URI uri;
    private final GrammarMode mode;
    private final Locale language;

    Grammar(URI uri, GrammarMode mode, Locale language) {
        this.uri = uri;
        this.mode = mode;
        this.language = language;
    }

    /** Where it came from; a builtin's or inline grammar's address names that. */
    public URI uri() {
        return uri;
    }

    public GrammarMode mode() {
        return mode;
    }

    public Locale language() {
        return language;
    }

    /** Tokens as the text that a caller said or keyed. */
    String utterance(List<String> tokens) {
        return String.join(mode == GrammarMode.DTMF ? "" : " ", tokens);
    }

    /** The meaning of tokens that this grammar accepts. */
    Interpretation interpret(List<String> tokens) {
        return new Interpretation.Resolved(new SemanticValue.Text(utterance(tokens)));
    }
}
