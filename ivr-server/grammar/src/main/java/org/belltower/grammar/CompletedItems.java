package org.belltower.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a {@link Chart} has matched whole, by stretch. <i>Confined to one thread.</i> */
final class CompletedItems {
    private final RuleNetwork network;
    private final Chart chart;
    private final int[] terminals;
    private final Map<Integer, Map<Long, List<Long>>> byEnd = new HashMap<>();

    /** @param terminals of the tokens that the chart was given */
    CompletedItems(RuleNetwork network, Chart chart, int[] terminals) {
        this.network = network;
        this.chart = chart;
        this.terminals = terminals.clone();
    }

    /** The items that match a nonterminal from {@code start} to {@code end}, those of earlier productions first. */
    List<Long> of(int nonterminal, int start, int end) {
        return at(end).getOrDefault(span(nonterminal, start), List.of());
    }

    /**
     * Where a symbol that ends at {@code end} can begin, so that {@code before}, the item in front of it, holds there: the
     * latest place first.
     *
     * @param mayVanish whether the symbol may match nothing there
     * @param all whether places behind the first are wanted
     */
    List<Integer> starts(int symbol, int end, long before, boolean mayVanish, boolean all) {
        if (symbol < 0) {
            boolean fits = end > Item.origin(before)
                    && chart.set(end - 1).contains(before)
                    && RuleNetwork.accepts(~symbol, terminals[end - 1]);
            return fits ? List.of(end - 1) : List.of();
        }
        List<Integer> starts = new ArrayList<>();
        if (mayVanish && network.nullable(symbol) && chart.set(end).contains(before)) {
            starts.add(end);
        }
        Map<Long, List<Long>> whole = at(end);
        for (int from = end - 1; from >= Item.origin(before) && (all || starts.isEmpty()); from--) {
            if (whole.containsKey(span(symbol, from)) && chart.set(from).contains(before)) {
                starts.add(from);
            }
        }
        return starts;
    }

    private Map<Long, List<Long>> at(int end) {
        return byEnd.computeIfAbsent(end, _ -> {
            var whole = new HashMap<Long, List<Long>>();
            ItemSet set = chart.set(end);
            for (int i = 0; i < set.size(); i++) {
                long item = set.item(i);
                Production production = network.production(Item.production(item));
                if (Item.origin(item) < end && network.complete(production, Item.dot(item))) {
                    whole.computeIfAbsent(span(production.owner(), Item.origin(item)), _ -> new ArrayList<>())
                            .add(item);
                }
            }
            whole.values().forEach(items -> items.sort(null));
            return whole;
        });
    }

    private static long span(int nonterminal, int start) {
        return ((long) nonterminal << 32) | start;
    }
}
