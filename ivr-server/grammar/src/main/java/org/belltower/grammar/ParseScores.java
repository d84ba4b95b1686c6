package org.belltower.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The highest score that each part of a {@link Chart} can have, worked out on demand and once. <i>Confined to one
 * thread.</i> Weights are multiplying factors, as SRGS says, so a score is a sum of logarithms.
 *
 * <p>Works with a list of things to do instead of recursion, because rules may refer to rules to any depth.
 *
 * <p>Spec: SRGS 1.0 §2.4.1 and §2.5.1.
 */
final class ParseScores {
    /** Scores that lie no farther apart are the same: sums of logarithms depend on their order. */
    static final double SAME = 1e-9;

    private final RuleNetwork network;
    private final CompletedItems completed;
    private final Map<Part, Double> known = new HashMap<>();
    private int steps;

    ParseScores(RuleNetwork network, CompletedItems completed) {
        this.network = network;
        this.completed = completed;
    }

    /** What has a score: an item as far as it is matched, or a nonterminal over a stretch. */
    private sealed interface Part {
        record Matched(long item, int end) implements Part {}

        record Whole(int nonterminal, int start, int end) implements Part {}
    }

    /** Parts whose scores add up, with what comes on top. */
    private record Way(List<Part> parts, double extra) {}

    /** The score of an item after {@code end} tokens, without the weight of its production. */
    double matched(long item, int end) {
        return score(new Part.Matched(item, end));
    }

    /** The score of a symbol over a stretch that it matches. */
    double whole(int symbol, int start, int end) {
        if (symbol < 0) {
            return 0;
        }
        return start == end ? network.emptyScore(symbol) : score(new Part.Whole(symbol, start, end));
    }

    /** The score of a whole item, with the weight of its production and the end of its repetition. */
    double finished(long item, int end) {
        return matched(item, end) + ending(item);
    }

    /** What one more symbol adds to an item, besides its own score. */
    double step(long before) {
        return switch (network.production(Item.production(before))) {
            case Production.Chain _ -> 0;
            case Production.Repetition repetition ->
                Item.dot(before) >= network.floor(repetition) ? repetition.again() : 0;
        };
    }

    private double ending(long item) {
        return switch (network.production(Item.production(item))) {
            case Production.Chain chain -> chain.score();
            case Production.Repetition repetition -> network.hasNext(repetition, Item.dot(item)) ? repetition.end() : 0;
        };
    }

    private double score(Part wanted) {
        Deque<Part> todo = new ArrayDeque<>();
        todo.push(wanted);
        while (!todo.isEmpty()) {
            Part part = todo.element();
            if (known.containsKey(part)) {
                todo.pop();
                continue;
            }
            List<Way> ways = ways(part);
            boolean ready = true;
            for (Way way : ways) {
                for (Part inner : way.parts) {
                    if (!known.containsKey(inner)) {
                        todo.push(inner);
                        ready = false;
                    }
                }
            }
            if (ready) {
                todo.pop();
                known.put(part, best(ways));
            }
        }
        return known(wanted);
    }

    private double best(List<Way> ways) {
        double best = Double.NEGATIVE_INFINITY;
        for (Way way : ways) {
            double sum = way.extra;
            for (Part part : way.parts) {
                sum += known(part);
            }
            best = Math.max(best, sum);
        }
        return best;
    }

    private double known(Part part) {
        return Optional.ofNullable(known.get(part)).orElseThrow();
    }

    private List<Way> ways(Part part) {
        List<Way> ways = new ArrayList<>();
        switch (part) {
            case Part.Whole(int nonterminal, int start, int end) -> {
                for (long item : completed.of(nonterminal, start, end)) {
                    ways.add(new Way(List.of(new Part.Matched(item, end)), ending(item)));
                }
            }
            case Part.Matched(long item, int end) -> {
                int dot = Item.dot(item);
                if (dot == 0 && end == Item.origin(item)) {
                    ways.add(new Way(List.of(), 0));
                } else {
                    for (long before : network.before(item)) {
                        waysFrom(before, end, ways);
                    }
                }
            }
        }
        steps += ways.size() + 1;
        if (steps > Derivation.MAX_STEPS) {
            throw new Derivation.TooLongException();
        }
        return ways;
    }

    private void waysFrom(long before, int end, List<Way> ways) {
        Production production = network.production(Item.production(before));
        int symbol = network.next(production, Item.dot(before));
        double step = step(before);
        for (int from : completed.starts(symbol, end, before, production instanceof Production.Chain, true)) {
            List<Part> parts = new ArrayList<>(2);
            parts.add(new Part.Matched(before, from));
            double extra = step;
            if (symbol >= 0 && from < end) {
                parts.add(new Part.Whole(symbol, from, end));
            } else {
                extra += whole(symbol, from, end);
            }
            ways.add(new Way(parts, extra));
        }
    }
}
