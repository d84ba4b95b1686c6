package org.belltower.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Picks one parse out of a {@link Chart} and writes it down from left to right. Where there is a choice, the production
 * that the network lists first wins, and earlier parts take as much as they can. <i>Confined to one thread.</i>
 *
 * <p>Works with a list of things to do instead of recursion, because rules may refer to rules to any depth.
 */
final class Derivation {
    /** Steps after which a parse is given up: rules that match nothing can multiply without end. */
    static final int MAX_STEPS = 1_000_000;

    private final RuleNetwork network;
    private final Chart chart;
    private final List<String> tokens;
    private final List<ParseEvent> events = new ArrayList<>();
    private final Deque<Step> todo = new ArrayDeque<>();
    private final Map<Integer, Map<Long, Long>> completed = new HashMap<>();

    private Derivation(RuleNetwork network, Chart chart, List<String> tokens) {
        this.network = network;
        this.chart = chart;
        this.tokens = tokens;
    }

    /** What is still to be written down. */
    private sealed interface Step {
        record Symbol(int symbol, int start, int end) implements Step {}

        record Emit(ParseEvent event) implements Step {}
    }

    /** The parse of tokens that the grammar accepts; empty where it does not, or it has too many steps. */
    static Optional<List<ParseEvent>> of(RuleNetwork network, List<String> tokens) {
        var chart = new Chart(network);
        for (String token : tokens) {
            chart.advance(network.terminal(token));
        }
        return chart.accepted() ? new Derivation(network, chart, tokens).run() : Optional.empty();
    }

    private Optional<List<ParseEvent>> run() {
        todo.push(new Step.Symbol(network.root(), 0, chart.length()));
        int steps = 0;
        while (!todo.isEmpty()) {
            steps++;
            if (steps > MAX_STEPS) {
                return Optional.empty();
            }
            switch (todo.pop()) {
                case Step.Emit(var event) -> events.add(event);
                case Step.Symbol(int symbol, int start, int end) -> {
                    if (symbol < 0) {
                        events.add(new ParseEvent.Matched(tokens.get(start)));
                    } else {
                        expand(symbol, start, end);
                    }
                }
            }
        }
        return Optional.of(List.copyOf(events));
    }

    private void expand(int nonterminal, int start, int end) {
        List<Step> steps = new ArrayList<>();
        network.rule(nonterminal).ifPresent(enter -> steps.add(new Step.Emit(enter)));
        if (start == end) {
            empty(network.emptyChoice(nonterminal), start, steps);
        } else {
            long item = completed(nonterminal, start, end);
            switch (network.production(Item.production(item))) {
                case Production.Chain chain -> chain(chain, item, end, steps);
                case Production.Repetition repetition -> repetition(repetition, item, end, steps);
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

    private void chain(Production.Chain chain, long whole, int end, List<Step> steps) {
        var parts = new ArrayList<Step>();
        int production = Item.production(whole);
        int origin = Item.origin(whole);
        int position = end;
        for (int dot = chain.length() - 1; dot >= 0; dot--) {
            int symbol = chain.symbol(dot);
            int from = start(symbol, position, Item.of(production, dot, origin), true);
            parts.add(new Step.Symbol(symbol, from, position));
            position = from;
        }
        Collections.reverse(parts);
        for (int i = 0; i < parts.size(); i++) {
            tags(chain, i, steps);
            steps.add(parts.get(i));
        }
        tags(chain, chain.length(), steps);
    }

    private void repetition(Production.Repetition repetition, long whole, int end, List<Step> steps) {
        var parts = new ArrayList<Step>();
        int production = Item.production(whole);
        int origin = Item.origin(whole);
        int symbol = repetition.symbol();
        int floor = network.floor(repetition);
        boolean endless = repetition.maximum() == Production.ENDLESS;
        int dot = Item.dot(whole);
        int position = end;
        while (position > origin) {
            int from = -1;
            if (endless && dot == floor) {
                from = start(symbol, position, Item.of(production, dot, origin), false);
            }
            if (from < 0) {
                dot--;
                from = start(symbol, position, Item.of(production, dot, origin), false);
            }
            parts.add(new Step.Symbol(symbol, from, position));
            position = from;
        }
        steps.addAll(parts.reversed());
    }

    /**
     * Where a symbol that ends at {@code end} begins, so that {@code before}, the item in front of it, holds there: the
     * latest such place; -1 where there is none.
     */
    private int start(int symbol, int end, long before, boolean mayVanish) {
        if (symbol < 0) {
            boolean fits = end > 0
                    && chart.set(end - 1).contains(before)
                    && RuleNetwork.accepts(~symbol, network.terminal(tokens.get(end - 1)));
            return fits ? end - 1 : -1;
        }
        if (mayVanish && network.nullable(symbol) && chart.set(end).contains(before)) {
            return end;
        }
        for (int from = end - 1; from >= Item.origin(before); from--) {
            if (chart.set(from).contains(before) && matches(symbol, from, end)) {
                return from;
            }
        }
        return -1;
    }

    private boolean matches(int nonterminal, int start, int end) {
        return completed(end).containsKey(span(nonterminal, start));
    }

    /** The item of the preferred production that matches a nonterminal from {@code start} to {@code end}. */
    private long completed(int nonterminal, int start, int end) {
        return Optional.ofNullable(completed(end).get(span(nonterminal, start)))
                .orElseThrow(() -> new IllegalStateException(
                        "The chart has no parse of symbol " + nonterminal + " from " + start + " to " + end));
    }

    /** What is matched whole at a position; of several items for the same span the one that sorts first is preferred. */
    private Map<Long, Long> completed(int end) {
        return completed.computeIfAbsent(end, _ -> {
            var whole = new HashMap<Long, Long>();
            ItemSet set = chart.set(end);
            for (int i = 0; i < set.size(); i++) {
                long item = set.item(i);
                Production production = network.production(Item.production(item));
                if (network.complete(production, Item.dot(item))) {
                    whole.merge(span(production.owner(), Item.origin(item)), item, Math::min);
                }
            }
            return whole;
        });
    }

    private static long span(int nonterminal, int start) {
        return ((long) nonterminal << 32) | start;
    }

    private static void tags(Production.Chain chain, int at, List<Step> steps) {
        chain.tagsBefore(at).forEach(tag -> steps.add(new Step.Emit(tag)));
    }
}
