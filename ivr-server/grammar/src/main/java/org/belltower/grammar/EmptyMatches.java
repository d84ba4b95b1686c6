package org.belltower.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * How each nonterminal that may match nothing does so best: by the production with the highest score, then by the one that
 * stands first. <i>Immutable.</i> {@link LoopCheck} has made sure that no such production leads back to itself.
 */
final class EmptyMatches {
    private final int[] choice;
    private final double[] score;

    private EmptyMatches(int[] choice, double[] score) {
        this.choice = choice;
        this.score = score;
    }

    static EmptyMatches of(List<Production> productions, BitSet nullable, int nonterminals) {
        var result = new EmptyMatches(new int[nonterminals], new double[nonterminals]);
        var open = new int[nonterminals];
        var missing = new int[productions.size()];
        List<List<Integer>> usedBy = new ArrayList<>();
        for (int i = 0; i < nonterminals; i++) {
            usedBy.add(new ArrayList<>());
            result.score[i] = Double.NEGATIVE_INFINITY;
            result.choice[i] = -1;
        }
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < productions.size(); i++) {
            int[] symbols = symbols(productions.get(i));
            if (!vanishes(symbols, nullable)) {
                continue;
            }
            open[productions.get(i).owner()]++;
            for (int symbol : symbols) {
                usedBy.get(symbol).add(i);
            }
            missing[i] = symbols.length;
            if (symbols.length == 0) {
                ready.add(i);
            }
        }
        while (!ready.isEmpty()) {
            int production = ready.remove();
            int owner = productions.get(production).owner();
            result.offer(owner, production, productions.get(production));
            open[owner]--;
            if (open[owner] == 0) {
                for (int user : usedBy.get(owner)) {
                    missing[user]--;
                    if (missing[user] == 0) {
                        ready.add(user);
                    }
                }
            }
        }
        return result;
    }

    /** The production by which a nonterminal matches nothing; only where it may. */
    int choice(int nonterminal) {
        return choice[nonterminal];
    }

    /** The score of that. */
    double score(int nonterminal) {
        return score[nonterminal];
    }

    private void offer(int owner, int number, Production production) {
        double offered = switch (production) {
            case Production.Chain chain -> chain.score();
            case Production.Repetition repetition -> repetition.end();
        };
        for (int symbol : symbols(production)) {
            offered += score[symbol];
        }
        boolean better = offered > score[owner] + ParseScores.SAME;
        boolean same = !better && offered >= score[owner] - ParseScores.SAME;
        if (choice[owner] < 0 || better || (same && number < choice[owner])) {
            choice[owner] = number;
            score[owner] = offered;
        }
    }

    private static boolean vanishes(int[] symbols, BitSet nullable) {
        for (int symbol : symbols) {
            if (symbol < 0 || !nullable.get(symbol)) {
                return false;
            }
        }
        return true;
    }

    private static int[] symbols(Production production) {
        return switch (production) {
            case Production.Chain chain -> chain.symbols();
            case Production.Repetition repetition ->
                repetition.minimum() == 0 ? new int[0] : new int[] {repetition.symbol()};
        };
    }
}
