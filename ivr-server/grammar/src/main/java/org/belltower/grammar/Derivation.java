package org.belltower.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Picks the best parse out of a {@link Chart} and writes it down from left to right. Where there is a choice, the highest
 * score wins, then the production that the network lists first, and earlier parts take as much as they can. <i>Confined to
 * one thread.</i>
 *
 * <p>Works with a list of things to do instead of recursion, because rules may refer to rules to any depth.
 */
final class Derivation {
    /** Steps after which a parse is given up: rules that match nothing can multiply without end. */
    static final int MAX_STEPS = 1_000_000;

    /** Pieces of input after which no parse is tried. */
    static final int MAX_LENGTH = 10_000;

    private final RuleNetwork network;
    private final Chart chart;
    private final Utterance utterance;
    private final CompletedItems completed;
    private final Optional<ParseScores> scores;
    private final List<ParseEvent> events = new ArrayList<>();
    private final Deque<Step> todo = new ArrayDeque<>();

    private Derivation(RuleNetwork network, Chart chart, Utterance utterance, int[] terminals) {
        this.network = network;
        this.chart = chart;
        this.utterance = utterance;
        this.completed = new CompletedItems(network, chart, terminals);
        this.scores = network.scored() ? Optional.of(new ParseScores(network, completed)) : Optional.empty();
    }

    /** What is still to be written down. */
    private sealed interface Step {
        record Symbol(int symbol, int start, int end) implements Step {}

        record Emit(ParseEvent event) implements Step {}
    }

    /** An item one symbol earlier, and where that symbol begins. */
    private record Back(long item, int from) {}

    /** Ends a search that goes beyond {@link #MAX_STEPS}; never leaves this class. */
    static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("more than " + MAX_STEPS + " steps", null, false, false);
        }
    }

    /** What came of it. */
    sealed interface Outcome {
        record Found(Parse parse) implements Outcome {}

        /** The grammar does not accept the input. */
        record NotAccepted() implements Outcome {}

        /** The grammar accepts it, but the parse has too many steps. */
        record TooLong() implements Outcome {}
    }

    static Outcome of(RuleNetwork network, Utterance utterance) {
        if (utterance.length() > MAX_LENGTH) {
            return new Outcome.TooLong();
        }
        var chart = new Chart(network);
        var terminals = new int[utterance.length()];
        for (int i = 0; i < terminals.length; i++) {
            terminals[i] = network.terminal(utterance.form(i));
            chart.advance(terminals[i]);
            if (!chart.mayContinue() && !chart.accepted()) {
                return new Outcome.NotAccepted();
            }
        }
        if (!chart.accepted()) {
            return new Outcome.NotAccepted();
        }
        try {
            return new Outcome.Found(new Derivation(network, chart, utterance, terminals).run());
        } catch (TooLongException e) {
            return new Outcome.TooLong();
        }
    }

    private Parse run() {
        todo.push(new Step.Symbol(network.root(), 0, chart.length()));
        int steps = 0;
        while (!todo.isEmpty()) {
            steps++;
            if (steps > MAX_STEPS) {
                throw new TooLongException();
            }
            switch (todo.pop()) {
                case Step.Emit(var event) -> events.add(event);
                case Step.Symbol(int symbol, int start, int end) -> {
                    if (symbol < 0) {
                        events.add(new ParseEvent.Matched(utterance.text(start)));
                    } else {
                        expand(symbol, start, end);
                    }
                }
            }
        }
        return new Parse(
                events,
                scores.map(found -> found.whole(network.root(), 0, chart.length()))
                        .orElse(0.0));
    }

    private void expand(int nonterminal, int start, int end) {
        List<Step> steps = new ArrayList<>();
        network.rule(nonterminal).ifPresent(enter -> steps.add(new Step.Emit(enter)));
        if (start == end) {
            empty(network.emptyChoice(nonterminal), start, steps);
        } else {
            long item = best(nonterminal, start, end);
            List<Step> symbols = symbols(item, end);
            switch (network.production(Item.production(item))) {
                case Production.Chain chain -> {
                    for (int i = 0; i < symbols.size(); i++) {
                        tags(chain, i, steps);
                        steps.add(symbols.get(i));
                    }
                    tags(chain, chain.length(), steps);
                }
                case Production.Repetition _ -> steps.addAll(symbols);
            }
        }
        if (network.rule(nonterminal).isPresent()) {
            steps.add(new Step.Emit(new ParseEvent.Leave()));
        }
        steps.reversed().forEach(todo::push);
    }

    private void empty(Production production, int at, List<Step> steps) {
        switch (production) {
            case Production.Chain chain -> {
                for (int i = 0; i < chain.length(); i++) {
                    tags(chain, i, steps);
                    steps.add(new Step.Symbol(chain.symbol(i), at, at));
                }
                tags(chain, chain.length(), steps);
            }
            case Production.Repetition repetition -> {
                if (repetition.minimum() > 0) {
                    steps.add(new Step.Symbol(repetition.symbol(), at, at)); // Once stands for all: it matches nothing.
                }
            }
        }
    }

    /** The item of the best production that matches a nonterminal from {@code start} to {@code end}. */
    private long best(int nonterminal, int start, int end) {
        List<Long> items = completed.of(nonterminal, start, end);
        if (items.isEmpty()) {
            throw new IllegalStateException(
                    "The chart has no parse of symbol " + nonterminal + " from " + start + " to " + end);
        }
        if (scores.isEmpty()) {
            return items.getFirst();
        }
        long best = items.getFirst();
        double highest = scores.get().finished(best, end);
        for (long item : items) {
            double score = scores.get().finished(item, end);
            if (score > highest + ParseScores.SAME) {
                best = item;
                highest = score;
            }
        }
        return best;
    }

    /** The symbols of a whole item with their stretches. */
    private List<Step> symbols(long whole, int end) {
        var parts = new ArrayList<Step>();
        long item = whole;
        int position = end;
        while (Item.dot(item) > 0 || position > Item.origin(item)) {
            Back back = back(item, position);
            int symbol = network.next(network.production(Item.production(back.item)), Item.dot(back.item));
            parts.add(new Step.Symbol(symbol, back.from, position));
            item = back.item;
            position = back.from;
        }
        Collections.reverse(parts);
        return parts;
    }

    private Back back(long item, int end) {
        Production production = network.production(Item.production(item));
        boolean mayVanish = production instanceof Production.Chain;
        Optional<Back> best = Optional.empty();
        double highest = Double.NEGATIVE_INFINITY;
        for (long before : network.before(item)) {
            int symbol = network.next(production, Item.dot(before));
            for (int from : completed.starts(symbol, end, before, mayVanish, scores.isPresent())) {
                if (scores.isEmpty()) {
                    return new Back(before, from);
                }
                double score = scores.get().matched(before, from)
                        + scores.get().whole(symbol, from, end)
                        + scores.get().step(before);
                if (best.isEmpty() || score > highest + ParseScores.SAME) {
                    best = Optional.of(new Back(before, from));
                    highest = score;
                }
            }
        }
        return best.orElseThrow(() -> new IllegalStateException("The chart has no way back to " + item));
    }

    private static void tags(Production.Chain chain, int at, List<Step> steps) {
        chain.tagsBefore(at).forEach(tag -> steps.add(new Step.Emit(tag)));
    }
}
