package org.belltower.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The nonterminals that have a property because all symbols of one of their productions have it: those that may match
 * nothing (terminals do not have it), or those that can be matched at all (terminals have it). <i>Immutable.</i> Each
 * production is looked at once for each of its symbols, so the time is that of reading the grammar.
 */
final class Fixpoint {
    private final BitSet holding;
    private final boolean terminals;

    private Fixpoint(BitSet holding, boolean terminals) {
        this.holding = holding;
        this.terminals = terminals;
    }

    static Fixpoint of(List<Production> productions, int nonterminals, boolean terminals) {
        var result = new Fixpoint(new BitSet(nonterminals), terminals);
        var missing = new int[productions.size()];
        List<List<Integer>> usedBy = new ArrayList<>();
        for (int i = 0; i < nonterminals; i++) {
            usedBy.add(new ArrayList<>());
        }
        Deque<Integer> todo = new ArrayDeque<>();
        for (int i = 0; i < productions.size(); i++) {
            for (int symbol : needed(productions.get(i))) {
                if (symbol >= 0) {
                    missing[i]++;
                    usedBy.get(symbol).add(i);
                } else if (!terminals) {
                    missing[i]++; // Never comes down: a terminal has to be matched.
                }
            }
            result.settle(productions.get(i), missing[i], todo);
        }
        while (!todo.isEmpty()) {
            for (int production : usedBy.get(todo.remove())) {
                missing[production]--;
                result.settle(productions.get(production), missing[production], todo);
            }
        }
        return result;
    }

    private void settle(Production production, int missing, Deque<Integer> todo) {
        if (missing == 0 && !holding.get(production.owner())) {
            holding.set(production.owner());
            todo.add(production.owner());
        }
    }

    private static int[] needed(Production production) {
        return switch (production) {
            case Production.Chain chain -> {
                var symbols = new int[chain.length()];
                for (int i = 0; i < symbols.length; i++) {
                    symbols[i] = chain.symbol(i);
                }
                yield symbols;
            }
            case Production.Repetition repetition ->
                repetition.minimum() == 0 ? new int[0] : new int[] {repetition.symbol()};
        };
    }

    boolean holds(int symbol) {
        return symbol < 0 ? terminals : holding.get(symbol);
    }

    BitSet holding() {
        return (BitSet) holding.clone();
    }
}
