package org.belltower.grammar;

import java.util.List;

/**
 * One way in which a symbol expands. <i>Immutable.</i> A symbol is a number: from 0 up a nonterminal, below 0 the
 * complement of a terminal. How far a production has been matched is its <i>dot</i>.
 */
sealed interface Production {
    /** The dot of an open end: any number of repetitions. */
    int ENDLESS = Integer.MAX_VALUE;

    /** The nonterminal that this expands. */
    int owner();

    /** Symbols one after the other; the dot counts those that are matched. */
    final class Chain implements Production {
        private final int owner;
        private final int[] symbols;
        private final List<List<ParseEvent.Tagged>> tags;
        private final double score;

        /** @param tags one list more than symbols: those before each symbol and those at the end */
        Chain(int owner, int[] symbols, List<List<ParseEvent.Tagged>> tags, double score) {
            this.owner = owner;
            this.symbols = symbols.clone();
            this.tags = List.copyOf(tags);
            this.score = score;
        }

        @Override
        public int owner() {
            return owner;
        }

        int length() {
            return symbols.length;
        }

        int symbol(int at) {
            return symbols[at];
        }

        List<ParseEvent.Tagged> tagsBefore(int at) {
            return tags.get(at);
        }

        int[] symbols() {
            return symbols.clone();
        }

        /** The natural logarithm of the weight. */
        double score() {
            return score;
        }
    }

    /**
     * The same symbol several times; the dot counts the repetitions, of which only those that match something are made.
     * The minimum and maximum are numbers and not copies, so that {@code repeat="1-10000"} is one production.
     *
     * @param again the natural logarithm of the probability of one more repetition beyond the minimum; 0 where none is given
     * @param end that of no further one
     */
    record Repetition(int owner, int symbol, int minimum, int maximum, double again, double end)
            implements Production {}
}
