package org.belltower.grammar;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may follow some input, for authors who try a grammar out. <i>Immutable.</i>
 *
 * @param possible whether the input is the beginning of a match, or one itself
 * @param accepted whether it is a match itself
 * @param next the words or keys of which each may come next, in the form in which they are compared
 * @param anything whether any word may come next: {@code GARBAGE}
 */
public record Continuation(boolean possible, boolean accepted, List<String> next, boolean anything) {
    public Continuation {
        next = List.copyOf(next);
    }

    /** After these tokens, from the first on. */
    public static Continuation of(Grammar grammar, List<String> tokens) {
        RuleNetwork network = grammar.network();
        var chart = new Chart(network);
        Utterance utterance = Utterance.of(grammar.mode(), tokens);
        for (int i = 0; i < utterance.length(); i++) {
            chart.advance(network.terminal(utterance.form(i)));
            if (!chart.accepted() && !chart.mayContinue()) {
                return new Continuation(false, false, List.of(), false);
            }
        }
        SortedSet<String> next = new TreeSet<>();
        boolean anything = false;
        for (int terminal : chart.expected()) {
            if (terminal == RuleNetwork.ANY) {
                anything = true;
            } else {
                next.add(network.token(terminal));
            }
        }
        return new Continuation(true, chart.accepted(), List.copyOf(next), anything);
    }
}
