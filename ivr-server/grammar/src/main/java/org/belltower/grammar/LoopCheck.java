package org.belltower.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds a rule that can stand for itself without matching anything besides: such a rule has endlessly many parses of one
 * input, and is a mistake. Recursion around a token is fine. <i>Confined to the thread that compiles.</i>
 */
final class LoopCheck {
    private final List<List<Integer>> leadsTo = new ArrayList<>();
    private final List<Optional<RuleKey>> nonterminals;

    LoopCheck(List<Production> productions, List<Optional<RuleKey>> nonterminals) {
        this.nonterminals = List.copyOf(nonterminals);
        Fixpoint vanishing = Fixpoint.of(productions, nonterminals.size(), false);
        nonterminals.forEach(_ -> leadsTo.add(new ArrayList<>()));
        productions.forEach(production -> edges(production, vanishing));
    }

    /** A rule on the first loop, in the order of the grammar. */
    Optional<RuleKey> firstLoop() {
        var state = new byte[nonterminals.size()];
        for (int start = 0; start < nonterminals.size(); start++) {
            if (state[start] == 0) {
                Optional<RuleKey> found = search(start, state);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Depth first with a list instead of recursion; 1 marks what is on the way from the start, 2 what is done. */
    private Optional<RuleKey> search(int start, byte[] state) {
        Deque<int[]> path = new ArrayDeque<>();
        path.push(new int[] {start, 0});
        state[start] = 1;
        while (!path.isEmpty()) {
            int[] step = path.element();
            List<Integer> next = leadsTo.get(step[0]);
            if (step[1] == next.size()) {
                state[step[0]] = 2;
                path.pop();
                continue;
            }
            int target = next.get(step[1]++);
            if (state[target] == 1) {
                return path.stream()
                        .takeWhile(at -> at[0] != target)
                        .map(at -> nonterminals.get(at[0]))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(() -> nonterminals.get(target));
            }
            if (state[target] == 0) {
                state[target] = 1;
                path.push(new int[] {target, 0});
            }
        }
        return Optional.empty();
    }

    private void edges(Production production, Fixpoint vanishing) {
        switch (production) {
            case Production.Chain chain -> {
                int solid = 0;
                int last = 0;
                for (int i = 0; i < chain.length(); i++) {
                    if (!vanishing.holds(chain.symbol(i))) {
                        solid++;
                        last = i;
                    }
                }
                for (int i = 0; i < chain.length(); i++) {
                    boolean alone = solid == 0 || (solid == 1 && i == last);
                    if (alone && chain.symbol(i) >= 0) {
                        leadsTo.get(production.owner()).add(chain.symbol(i));
                    }
                }
            }
            case Production.Repetition repetition -> {
                boolean once = repetition.minimum() <= 1 || vanishing.holds(repetition.symbol());
                if (once && repetition.symbol() >= 0) {
                    leadsTo.get(production.owner()).add(repetition.symbol());
                }
            }
        }
    }
}
