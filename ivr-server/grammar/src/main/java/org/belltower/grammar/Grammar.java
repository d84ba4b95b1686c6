package org.belltower.grammar;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A grammar ready to match: every reference followed, every limit checked. <i>Immutable. Thread-safe.</i> Made once and
 * shared by all calls; it holds nothing of a call.
 */
public final class Grammar {
    private final URI uri;
    private final List<GrammarDocument> documents;
    private final RuleNetwork network;
    private final List<VocabularyWord> vocabulary;

    Grammar(URI uri, List<GrammarDocument> documents, RuleNetwork network, List<VocabularyWord> vocabulary) {
        this.uri = uri;
        this.documents = List.copyOf(documents);
        this.network = network;
        this.vocabulary = List.copyOf(vocabulary);
    }

    /** Where it came from, with the rule that is active as fragment where one was named. */
    public URI uri() {
        return uri;
    }

    public GrammarMode mode() {
        return documents.getFirst().mode();
    }

    public Locale language() {
        return documents.getFirst().language();
    }

    /** The document itself and those that it refers to, as their authors wrote them. */
    public List<GrammarDocument> documents() {
        return documents;
    }

    RuleNetwork network() {
        return network;
    }

    /** The tokens of the rules that the active one can reach, each once, in the order of their coming. */
    public List<VocabularyWord> vocabulary() {
        return vocabulary;
    }

    /** Tokens as the text that a caller said or keyed. */
    String utterance(List<String> tokens) {
        return Utterance.of(mode(), tokens).text();
    }

    /** The parse of tokens from left to right; empty where the grammar does not accept them, or it has too many steps. */
    public Optional<List<ParseEvent>> parse(List<String> tokens) {
        return bestParse(tokens).map(Parse::events);
    }

    /** The same with its score. */
    public Optional<Parse> bestParse(List<String> tokens) {
        return switch (Derivation.of(network, Utterance.of(mode(), tokens))) {
            case Derivation.Outcome.Found(var parse) -> Optional.of(parse);
            case Derivation.Outcome.NotAccepted _, Derivation.Outcome.TooLong _ -> Optional.empty();
        };
    }

    /** The meaning of tokens that this grammar accepts. */
    Interpretation interpret(List<String> tokens) {
        return parse(tokens)
                .map(events -> new SemanticInterpreter(this, tokens).interpret(events))
                .orElseGet(() -> new Interpretation.Scripted(
                        List.of(),
                        new GrammarProblem(
                                GrammarProblem.Kind.LIMIT,
                                uri,
                                Position.start(),
                                "the parse of “" + utterance(tokens) + "” has over " + Derivation.MAX_STEPS + " steps",
                                "limit of this server",
                                "Leave out rules that match nothing")));
    }
}
