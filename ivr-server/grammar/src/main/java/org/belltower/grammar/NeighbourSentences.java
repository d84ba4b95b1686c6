package org.belltower.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sentences in which each word follows another as the grammar lets it, and all such neighbours occur: what a recogniser learns from
 * that takes phrases, where a grammar has too many sentences to write out. <i>Confined to one thread.</i>
 *
 * <p>For each symbol the terminals with which it may begin and end are found, for each production which terminals meet in it. That is
 * a graph; its sentences are paths from a first word to a last one, the shortest about each pair of neighbours. Where several are as
 * short they take turns, so that a recogniser that counts finds no word far more often than its like.
 */
final class NeighbourSentences {
    /** Over that the table of neighbours, its square in bits, is too large for what it brings. */
    static final int MOST_WORDS = 2_000;

    /** Sets of words that are put together, each its number of words in bits: some tenths of a second. */
    static final int MOST_STEPS = 5_000_000;

    private static final int NONE = -1;

    private final RuleNetwork network;
    private final int terminals;
    private int steps;
    private final BitSet reached = new BitSet();
    private final List<BitSet> firsts = new ArrayList<>();
    private final List<BitSet> lasts = new ArrayList<>();

    private NeighbourSentences(RuleNetwork network, int nonterminals, int terminals, int steps) {
        this.network = network;
        this.steps = steps;
        this.terminals = terminals;
        for (int i = 0; i < nonterminals; i++) {
            firsts.add(new BitSet());
            lasts.add(new BitSet());
        }
    }

    /**
     * The sentences, each once; none where there are over {@code most}, over {@link #MOST_WORDS} words, {@link RuleNetwork#ANY} stands
     * for anything, or they take over {@link #MOST_STEPS} to find.
     *
     * @param usable words that may occur
     */
    static Optional<List<String>> of(RuleNetwork network, int most, Predicate<String> usable) {
        return of(network, most, usable, MOST_STEPS);
    }

    static Optional<List<String>> of(RuleNetwork network, int most, Predicate<String> usable, int steps) {
        return network.takesAny() || network.terminals() > MOST_WORDS
                ? Optional.empty()
                : new NeighbourSentences(network, network.nonterminals(), network.terminals(), steps)
                        .sentences(most, usable);
    }

    private Optional<List<String>> sentences(int most, Predicate<String> usable) {
        reach(network.root());
        while (spread()) {
            // Until nothing new begins or ends anything.
        }
        List<BitSet> next = neighbours();
        if (steps <= 0) {
            return Optional.empty();
        }
        BitSet start = (BitSet) firsts.get(network.root()).clone();
        BitSet end = (BitSet) lasts.get(network.root()).clone();
        var words = new BitSet();
        for (int terminal = 0; terminal < terminals; terminal++) {
            words.set(terminal, usable.test(network.token(terminal)));
        }
        start.and(words);
        end.and(words);
        next.forEach(after -> after.and(words));
        for (int terminal = words.nextClearBit(0); terminal < terminals; terminal = words.nextClearBit(terminal + 1)) {
            next.get(terminal).clear();
        }
        return written(next, start, end, most);
    }

    private void reach(int root) {
        Deque<Integer> open = new ArrayDeque<>();
        open.add(root);
        while (!open.isEmpty()) {
            int symbol = open.remove();
            if (symbol < 0 || reached.get(symbol)) {
                continue;
            }
            reached.set(symbol);
            for (int number : network.productionsOf(symbol)) {
                for (int part : symbols(network.production(number))) {
                    open.add(part);
                }
            }
        }
    }

    /** Carries beginnings and ends from symbols to what is made of them; false where nothing was new or no step is left. */
    private boolean spread() {
        boolean fresh = false;
        for (int owner = reached.nextSetBit(0); owner >= 0 && steps > 0; owner = reached.nextSetBit(owner + 1)) {
            for (int number : network.productionsOf(owner)) {
                int[] symbols = symbols(network.production(number));
                for (int i = 0; i < symbols.length; i++) {
                    fresh |= add(firsts.get(owner), firsts(symbols[i]));
                    if (!network.vanishes(symbols[i])) {
                        break;
                    }
                }
                for (int i = symbols.length - 1; i >= 0; i--) {
                    fresh |= add(lasts.get(owner), lasts(symbols[i]));
                    if (!network.vanishes(symbols[i])) {
                        break;
                    }
                }
            }
        }
        return fresh && steps > 0;
    }

    /** Of a repetition as many as can meet: at most two. */
    private static int[] symbols(Production production) {
        return switch (production) {
            case Production.Chain chain -> chain.symbols();
            case Production.Repetition repetition -> {
                int[] symbols = new int[Math.min(2, repetition.maximum())];
                Arrays.fill(symbols, repetition.symbol());
                yield symbols;
            }
        };
    }

    private BitSet firsts(int symbol) {
        return symbol >= 0 ? firsts.get(symbol) : terminal(~symbol);
    }

    private BitSet lasts(int symbol) {
        return symbol >= 0 ? lasts.get(symbol) : terminal(~symbol);
    }

    private static BitSet terminal(int terminal) {
        var one = new BitSet();
        one.set(terminal);
        return one;
    }

    private boolean add(BitSet to, BitSet more) {
        steps--;
        int before = to.cardinality();
        to.or(more);
        return to.cardinality() > before;
    }

    private List<BitSet> neighbours() {
        var next = new ArrayList<BitSet>();
        for (int i = 0; i < terminals; i++) {
            next.add(new BitSet());
        }
        for (int owner = reached.nextSetBit(0); owner >= 0 && steps > 0; owner = reached.nextSetBit(owner + 1)) {
            for (int number : network.productionsOf(owner)) {
                int[] symbols = symbols(network.production(number));
                for (int i = 0; i < symbols.length; i++) {
                    for (int j = i + 1; j < symbols.length && steps > 0; j++) {
                        BitSet after = firsts(symbols[j]);
                        lasts(symbols[i]).stream().forEach(word -> add(next.get(word), after));
                        if (!network.vanishes(symbols[j])) {
                            break;
                        }
                    }
                }
            }
        }
        return next;
    }

    private Optional<List<String>> written(List<BitSet> next, BitSet start, BitSet end, int most) {
        var before = new ArrayList<BitSet>();
        for (int i = 0; i < terminals; i++) {
            before.add(new BitSet());
        }
        for (int i = 0; i < terminals; i++) {
            int word = i;
            next.get(i).stream().forEach(after -> before.get(after).set(word));
        }
        var fromStart = new Ways(start, next, before);
        var toEnd = new Ways(end, before, next);
        var sentences = new LinkedHashSet<String>();
        start.stream().filter(end::get).forEach(word -> sentences.add(text(List.of(word))));
        for (int one = 0; one < terminals; one++) {
            BitSet after = next.get(one);
            for (int other = after.nextSetBit(0); other >= 0; other = after.nextSetBit(other + 1)) {
                if (!fromStart.reach(one) || !toEnd.reach(other)) {
                    continue;
                }
                List<Integer> sentence = fromStart.to(one);
                Collections.reverse(sentence);
                sentence.addAll(toEnd.to(other));
                sentences.add(text(sentence));
                if (sentences.size() > most) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(List.copyOf(sentences));
    }

    /** The shortest ways from some terminals to all others. Of several the next has its turn each time, from another one on for each. */
    private final class Ways {
        private final int[] length = new int[terminals];
        private final int[] turn = new int[terminals];
        private final List<BitSet> back;

        /**
         * @param first length 0
         * @param steps for each terminal those one further
         * @param back for each terminal those one nearer
         */
        Ways(BitSet first, List<BitSet> steps, List<BitSet> back) {
            this.back = back;
            Arrays.fill(length, NONE);
            Arrays.setAll(turn, word -> word);
            Deque<Integer> open = new ArrayDeque<>();
            first.stream().forEach(word -> {
                length[word] = 0;
                open.add(word);
            });
            while (!open.isEmpty()) {
                int word = open.remove();
                steps.get(word).stream().filter(after -> length[after] == NONE).forEach(after -> {
                    length[after] = length[word] + 1;
                    open.add(after);
                });
            }
        }

        boolean reach(int terminal) {
            return length[terminal] != NONE;
        }

        /** One of the shortest, from its end. */
        List<Integer> to(int terminal) {
            var way = new ArrayList<Integer>();
            int word = terminal;
            way.add(word);
            while (length[word] > 0) {
                int nearer = length[word] - 1;
                int[] choice = back.get(word).stream()
                        .filter(one -> length[one] == nearer)
                        .toArray();
                word = choice[Math.floorMod(turn[word]++, choice.length)];
                way.add(word);
            }
            return way;
        }
    }

    private String text(List<Integer> words) {
        return Utterance.of(
                        GrammarMode.VOICE, words.stream().map(network::token).toList())
                .text();
    }
}
