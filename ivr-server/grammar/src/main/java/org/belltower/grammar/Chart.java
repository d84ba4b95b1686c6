package org.belltower.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * All ways in which the tokens so far can be the beginning of a match, one {@link ItemSet} after each token. The
 * algorithm is Earley's: it takes every context-free grammar, left recursion and ambiguity too, and the work for a token
 * is bounded by the number of items, never by the number of parses. <i>Confined to one thread.</i>
 *
 * <p>A symbol that may match nothing is passed in the same step in which it is predicted (Aycock and Horspool, 2002).
 */
final class Chart {
    /** Steps after which nothing is matched any more: a rule such as {@code $r = $r $r | 1} costs the cube of the input. */
    static final int MAX_STEPS = 20_000_000;

    private final RuleNetwork network;
    private final List<ItemSet> sets = new ArrayList<>();
    private boolean accepted;
    private int steps;

    /** The chart before the first token. */
    Chart(RuleNetwork network) {
        this.network = network;
        sets.add(network.first());
        accepted = network.nullable(network.root());
    }

    /** What holds before the first token, to be kept with the network: it is the same for every chart, which only reads it. */
    static ItemSet first(RuleNetwork network) {
        var chart = new Chart(network, new ItemSet());
        ItemSet first = chart.sets.getFirst();
        chart.predict(network.root(), first, 0);
        chart.close(first, 0);
        return first;
    }

    private Chart(RuleNetwork network, ItemSet empty) {
        this.network = network;
        sets.add(empty);
    }

    /** Takes a token, which {@link RuleNetwork#UNKNOWN} stands for where the grammar does not have it. */
    void advance(int terminal) {
        ItemSet last = sets.getLast();
        var next = new ItemSet();
        int position = sets.size();
        sets.add(next);
        accepted = false;
        for (int i = 0; i < last.scannable() && !exhausted(); i++) {
            long item = last.scannableItem(i);
            Production production = network.production(Item.production(item));
            if (RuleNetwork.accepts(~network.next(production, Item.dot(item)), terminal)) {
                next.add(moved(item, production));
            }
        }
        close(next, position);
    }

    /** Whether the tokens so far are a match. */
    boolean accepted() {
        return accepted && !exhausted();
    }

    /** Whether the work was too much; then nothing is accepted. */
    boolean exhausted() {
        return steps > MAX_STEPS;
    }

    /** Whether another token can lead to a match: no item is kept that cannot be finished. */
    boolean mayContinue() {
        return sets.getLast().scannable() > 0 && !exhausted();
    }

    /** The terminals that could come next. */
    int[] expected() {
        ItemSet last = sets.getLast();
        var terminals = new int[last.scannable()];
        for (int i = 0; i < terminals.length; i++) {
            long item = last.scannableItem(i);
            terminals[i] = ~network.next(network.production(Item.production(item)), Item.dot(item));
        }
        return terminals;
    }

    /** The items after {@code position} tokens. */
    ItemSet set(int position) {
        return sets.get(position);
    }

    /** How many tokens were taken. */
    int length() {
        return sets.size() - 1;
    }

    private void close(ItemSet set, int position) {
        for (int i = 0; i < set.size() && !exhausted(); i++) {
            long item = set.item(i);
            Production production = network.production(Item.production(item));
            int dot = Item.dot(item);
            if (network.complete(production, dot)) {
                complete(production.owner(), Item.origin(item), set, position);
            }
            if (network.hasNext(production, dot)) {
                await(item, i, production, set, position);
            }
        }
    }

    private void await(long item, int index, Production production, ItemSet set, int position) {
        int symbol = network.next(production, Item.dot(item));
        if (symbol < 0) {
            set.addScannable(index);
            return;
        }
        if (set.addWaiter(symbol, index)) {
            predict(symbol, set, position);
        }
        if (production instanceof Production.Chain && network.nullable(symbol)) {
            set.add(moved(item, production));
        }
    }

    private void predict(int nonterminal, ItemSet set, int position) {
        for (int production : network.productionsOf(nonterminal)) {
            set.add(Item.of(production, 0, position));
        }
    }

    private void complete(int nonterminal, int origin, ItemSet set, int position) {
        if (origin == position) {
            return; // What matches nothing was passed when it was predicted.
        }
        if (nonterminal == network.root() && origin == 0) {
            accepted = true;
        }
        ItemSet start = sets.get(origin);
        for (int waiter = start.firstWaiter(nonterminal); waiter >= 0; waiter = start.nextWaiter(waiter)) {
            steps++;
            long item = start.item(waiter);
            set.add(moved(item, network.production(Item.production(item))));
        }
    }

    private long moved(long item, Production production) {
        return Item.of(Item.production(item), network.advance(production, Item.dot(item)), Item.origin(item));
    }
}
