package org.belltower.grammar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rules of a grammar and of all that it refers to, as numbered productions. <i>Immutable. Thread-safe.</i> Nothing is
 * unrolled or copied, so its size is that of the text; every production left in it can be matched to its end.
 */
final class RuleNetwork {
    /** The terminal of {@code GARBAGE}, which any token matches. */
    static final int ANY = 0;

    /** A terminal that no token of this grammar is. */
    static final int UNKNOWN = -1;

    private final List<Production> productions;
    private final List<int[]> productionsOf;
    private final List<Optional<ParseEvent.Enter>> rules;
    private final Map<String, Integer> terminals;
    private final List<String> tokens;
    private final Map<Key, Integer> keys = new EnumMap<>(Key.class);
    private final BitSet nullable;
    private final EmptyMatches empty;
    private final boolean scored;
    private final ItemSet first;

    /**
     * @param productions of one nonterminal side by side, in the order of the document
     * @param productionsOf for each nonterminal the numbers of its productions, rising
     * @param rules for each nonterminal the rule that it stands for
     * @param tokens the text of each terminal, of which {@link #ANY} is the first
     * @param empty how nonterminals match nothing
     */
    RuleNetwork(
            List<Production> productions,
            List<int[]> productionsOf,
            List<Optional<ParseEvent.Enter>> rules,
            List<String> tokens,
            Map<String, Integer> terminals,
            BitSet nullable,
            EmptyMatches empty) {
        this.productions = List.copyOf(productions);
        this.productionsOf = List.copyOf(productionsOf);
        this.rules = List.copyOf(rules);
        this.tokens = List.copyOf(tokens);
        this.terminals = Map.copyOf(terminals);
        for (Key key : Key.values()) {
            keys.put(key, terminal(String.valueOf(key.symbol())));
        }
        this.nullable = (BitSet) nullable.clone();
        this.empty = empty;
        this.scored = productions.stream().anyMatch(RuleNetwork::scored);
        this.first = Chart.first(this);
    }

    /** What a {@link Chart} holds before the first token; read only. */
    ItemSet first() {
        return first;
    }

    /** The nonterminal of the rule that is active. */
    int root() {
        return 0;
    }

    Production production(int number) {
        return productions.get(number);
    }

    /** The numbers of a nonterminal's productions; read only. */
    int[] productionsOf(int nonterminal) {
        return productionsOf.get(nonterminal);
    }

    Optional<ParseEvent.Enter> rule(int nonterminal) {
        return rules.get(nonterminal);
    }

    /** The number of a token's terminal, {@link #UNKNOWN} where the grammar does not have it. */
    int terminal(String token) {
        return terminals.getOrDefault(token, UNKNOWN);
    }

    /** The same of a key. */
    int terminal(Key key) {
        return keys.getOrDefault(key, UNKNOWN);
    }

    int nonterminals() {
        return productionsOf.size();
    }

    /** How many there are, {@link #ANY} among them. */
    int terminals() {
        return tokens.size();
    }

    String token(int terminal) {
        return tokens.get(terminal);
    }

    boolean nullable(int nonterminal) {
        return nullable.get(nonterminal);
    }

    /** Whether a symbol of a production may match nothing. */
    boolean vanishes(int symbol) {
        return symbol >= 0 && nullable.get(symbol);
    }

    Production emptyChoice(int nonterminal) {
        return productions.get(empty.choice(nonterminal));
    }

    /** The score of {@link #emptyChoice}. */
    double emptyScore(int nonterminal) {
        return empty.score(nonterminal);
    }

    /** Whether any weight or probability is given: otherwise every parse has the score 0. */
    boolean scored() {
        return scored;
    }

    private static boolean scored(Production production) {
        return switch (production) {
            case Production.Chain chain -> chain.score() != 0;
            case Production.Repetition repetition -> repetition.again() != 0 || repetition.end() != 0;
        };
    }

    /** The dot from which a repetition is complete: repetitions that match nothing need not be made. */
    int floor(Production.Repetition repetition) {
        return vanishes(repetition.symbol()) ? 0 : repetition.minimum();
    }

    /** The dot after one more symbol; that of an endless repetition stops growing at its floor. */
    int advance(Production production, int dot) {
        return switch (production) {
            case Production.Chain _ -> dot + 1;
            case Production.Repetition repetition ->
                repetition.maximum() == Production.ENDLESS ? Math.min(dot + 1, floor(repetition)) : dot + 1;
        };
    }

    /** The items that one more symbol can turn into this one, the one with more repetitions first. */
    List<Long> before(long item) {
        int dot = Item.dot(item);
        var before = new ArrayList<Long>(2);
        if (production(Item.production(item)) instanceof Production.Repetition repetition
                && repetition.maximum() == Production.ENDLESS
                && dot == floor(repetition)) {
            before.add(item);
        }
        if (dot > 0) {
            before.add(Item.of(Item.production(item), dot - 1, Item.origin(item)));
        }
        return before;
    }

    /** Whether a production is matched whole at a dot. */
    boolean complete(Production production, int dot) {
        return switch (production) {
            case Production.Chain chain -> dot == chain.length();
            case Production.Repetition repetition -> dot >= floor(repetition);
        };
    }

    /** Whether a symbol follows a dot. */
    boolean hasNext(Production production, int dot) {
        return switch (production) {
            case Production.Chain chain -> dot < chain.length();
            case Production.Repetition repetition -> dot < repetition.maximum();
        };
    }

    /** The symbol after a dot; only where {@link #hasNext}. */
    int next(Production production, int dot) {
        return switch (production) {
            case Production.Chain chain -> chain.symbol(dot);
            case Production.Repetition repetition -> repetition.symbol();
        };
    }

    /** Whether {@link #ANY} occurs. */
    boolean takesAny() {
        return productions.stream().anyMatch(production -> switch (production) {
            case Production.Chain chain -> IntStream.of(chain.symbols()).anyMatch(symbol -> symbol == ~ANY);
            case Production.Repetition repetition -> repetition.symbol() == ~ANY;
        });
    }

    /** Whether a terminal is matched by a token. */
    static boolean accepts(int terminal, int token) {
        return terminal == ANY || terminal == token;
    }
}
