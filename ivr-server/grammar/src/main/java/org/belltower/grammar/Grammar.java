package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A grammar ready to match: every reference followed, every limit checked. <i>Immutable. Thread-safe.</i> Made once and
 * shared by all calls; it holds nothing of a call.
 */
public final class Grammar {
    private final URI uri;
    private final List<GrammarDocument> documents;
    private final RuleNetwork network;
    private final List<VocabularyWord> vocabulary;
    private final TagScripts scripts;

    Grammar(
            URI uri,
            List<GrammarDocument> documents,
            RuleNetwork network,
            List<VocabularyWord> vocabulary,
            TagScripts scripts) {
        this.uri = uri;
        this.documents = List.copyOf(documents);
        this.network = network;
        this.vocabulary = List.copyOf(vocabulary);
        this.scripts = scripts;
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

    /** How far words from left to right have come; those of a recogniser that still listens, for instance. */
    public Completeness completeness(List<String> tokens) {
        var utterance = Utterance.of(mode(), tokens);
        var chart = new Chart(network);
        for (int i = 0; i < utterance.length(); i++) {
            chart.advance(network.terminal(utterance.form(i)));
        }
        if (chart.accepted()) {
            return chart.mayContinue() ? Completeness.EXTENSIBLE : Completeness.CLOSED;
        }
        return chart.mayContinue() ? Completeness.INCOMPLETE : Completeness.NO_MATCH;
    }

    /**
     * All that the grammar accepts, for a recogniser that takes phrases: words in lower case with one space between, Chinese
     * without.
     *
     * @param most sentences up to which the list is made
     * @return empty where there are more, or where {@code GARBAGE} stands for anything
     */
    public Optional<List<String>> sentences(int most) {
        return SentenceList.of(network, most);
    }

    /**
     * Sentences from which a recogniser that takes phrases learns which word may follow which, where {@link #sentences} are too many:
     * whatever two words the grammar lets be neighbours are so in one of them. The grammar need not accept them whole.
     *
     * @param most sentences up to which the list is made
     * @param usable words that may occur
     * @return empty where there are more, over 2,000 words, where {@code GARBAGE} stands for anything, or where words may
     *     follow each other in so many ways, or rules lie so deep within each other, that to find out would take long
     */
    public Optional<List<String>> neighbourSentences(int most, Predicate<String> usable) {
        return NeighbourSentences.of(network, most, usable);
    }

    /** Whether {@code GARBAGE} stands for any words somewhere in it. */
    public boolean takesGarbage() {
        return network.takesAny();
    }

    /** What tokens mean that this grammar accepts, and of which nobody doubts that they were said or keyed. */
    Meaning meaning(List<String> tokens) {
        return meaning(tokens, 1.0);
    }

    /** The same where no script has to run for it; empty for what is not accepted too. */
    Optional<ScriptValue> plainMeaning(List<String> tokens) {
        var utterance = Utterance.of(mode(), tokens);
        return parse(tokens).flatMap(events -> plainMeaning(events, utterance));
    }

    private Optional<ScriptValue> plainMeaning(List<ParseEvent> events, Utterance utterance) {
        if (events.stream().noneMatch(ParseEvent.Tagged.class::isInstance)) {
            return Optional.of(new ScriptValue.Text(utterance.text()));
        }
        return unknownFormat(events).isPresent()
                ? Optional.empty()
                : new PlainInterpreter(scripts, utterance).interpret(events);
    }

    /** The same where a recogniser may have misheard them. */
    Meaning meaning(List<String> tokens, double score) {
        var utterance = Utterance.of(mode(), tokens);
        return switch (Derivation.of(network, utterance)) {
            case Derivation.Outcome.Found(var parse) -> meaning(parse.events(), utterance, score);
            case Derivation.Outcome.TooLong() ->
                failed(
                        GrammarProblem.Kind.LIMIT,
                        "the parse of “" + utterance.text() + "” has over " + Derivation.MAX_STEPS + " steps",
                        "limit of this server",
                        "Leave out rules that match nothing");
            case Derivation.Outcome.NotAccepted() ->
                throw new IllegalArgumentException(
                        "The grammar " + uri + " does not accept “" + utterance.text() + "”");
        };
    }

    /**
     * Spec: SISR 1.0; VoiceXML 2.0 §3.1.5.
     *
     * <p>Deviates: a parse without any tag means all that was said or keyed, and not what the last rule in it means: a grammar
     * of four digits by reference would mean the fourth.
     */
    private Meaning meaning(List<ParseEvent> events, Utterance utterance, double score) {
        Optional<TagFormat.Other> unknown = unknownFormat(events);
        if (unknown.isPresent()) {
            return failed(
                    GrammarProblem.Kind.FORMAT,
                    "the tag format “" + unknown.get().format() + "” is not understood",
                    "SRGS 1.0 §4.8",
                    "Write semantics/1.0 or semantics/1.0-literals");
        }
        return plainMeaning(events, utterance)
                .<Meaning>map(Meaning.Known::new)
                .orElseGet(() -> new ScriptedInterpreter(this, scripts, utterance, score).interpret(events));
    }

    /** The format of a tag in the parse that nothing here evaluates. */
    private static Optional<TagFormat.Other> unknownFormat(List<ParseEvent> events) {
        Deque<TagFormat> open = new ArrayDeque<>();
        for (ParseEvent event : events) {
            switch (event) {
                case ParseEvent.Enter enter -> open.push(enter.tagFormat());
                case ParseEvent.Leave() -> open.pop();
                case ParseEvent.Matched _ -> {}
                case ParseEvent.Tagged _ -> {
                    if (open.element() instanceof TagFormat.Other other && !other.equals(BuiltinGrammars.SPELLING)) {
                        return Optional.of(other);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Meaning failed(GrammarProblem.Kind kind, String what, String rule, String remedy) {
        return new Meaning.Failed(new GrammarProblem(kind, uri, Position.start(), what, rule, remedy));
    }
}
