package org.belltower.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds rules that no input can ever match because each of their ways needs one of them again, such as {@code $b = $c b; $c = [x]
 * $b;}: a recursion without an end. What can never be matched because it says so, by {@code $VOID}, is none. <i>Confined to the
 * thread that compiles.</i>
 */
final class EndlessRules {
    private final List<List<Production>> productionsOf = new ArrayList<>();
    private final List<Optional<RuleKey>> nonterminals;
    private final Fixpoint ending;

    EndlessRules(List<Production> productions, List<Optional<RuleKey>> nonterminals) {
        this.nonterminals = List.copyOf(nonterminals);
        nonterminals.forEach(_ -> productionsOf.add(new ArrayList<>()));
        productions.forEach(production -> productionsOf.get(production.owner()).add(production));
        List<Production> all = new ArrayList<>(productions);
        for (int i = 0; i < nonterminals.size(); i++) {
            if (productionsOf.get(i).isEmpty()) {
                all.add(new Production.Chain(i, new int[0], List.of(List.of()), 0));
            }
        }
        this.ending = Fixpoint.of(all, nonterminals.size(), true);
    }

    /** The rules of the first such circle, each leading to the next and the last to the first; none where there is no circle. */
    List<RuleKey> firstCircle() {
        for (int i = 0; i < nonterminals.size(); i++) {
            if (!ending.holds(i)) {
                return circleFrom(i);
            }
        }
        return List.of();
    }

    /** Each that has no end has such a one in every production, so that the way must come back to itself. */
    private List<RuleKey> circleFrom(int start) {
        List<Integer> way = new ArrayList<>();
        int at = start;
        while (!way.contains(at)) {
            way.add(at);
            at = endless(productionsOf.get(at).getFirst());
        }
        return way.subList(way.indexOf(at), way.size()).stream()
                .map(nonterminals::get)
                .flatMap(Optional::stream)
                .toList();
    }

    private int endless(Production production) {
        return switch (production) {
            case Production.Chain chain -> {
                int i = 0;
                while (ending.holds(chain.symbol(i))) {
                    i++;
                }
                yield chain.symbol(i);
            }
            case Production.Repetition repetition -> repetition.symbol();
        };
    }
}
