package org.belltower.grammar;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes out every sentence of a grammar that has few. <i>Confined to one thread.</i> */
final class SentenceList {
    /** Deeper than that the sentences are not few, or the rules are written to be awkward. */
    private static final int MAX_DEPTH = 200;

    private final RuleNetwork network;
    private final int most;
    private final Map<Integer, Set<String>> known = new HashMap<>();
    private final BitSet open = new BitSet();
    private int depth;

    private SentenceList(RuleNetwork network, int most) {
        this.network = network;
        this.most = most;
    }

    /** The sentences in the order of the document, each once, without the empty one; none where there are over {@code most}. */
    static Optional<List<String>> of(RuleNetwork network, int most) {
        return new SentenceList(network, most)
                .ofNonterminal(network.root())
                .map(all -> all.stream().filter(sentence -> !sentence.isEmpty()).toList());
    }

    private Optional<Set<String>> ofSymbol(int symbol) {
        if (symbol >= 0) {
            return ofNonterminal(symbol);
        }
        return ~symbol == RuleNetwork.ANY ? Optional.empty() : Optional.of(Set.of(network.token(~symbol)));
    }

    private Optional<Set<String>> ofNonterminal(int nonterminal) {
        Set<String> written = known.get(nonterminal);
        if (written != null) {
            return Optional.of(written);
        }
        if (open.get(nonterminal) || depth == MAX_DEPTH) {
            return Optional.empty();
        }
        open.set(nonterminal);
        depth++;
        try {
            var all = new LinkedHashSet<String>();
            for (int production : network.productionsOf(nonterminal)) {
                Optional<Set<String>> some = ofProduction(network.production(production));
                if (some.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(some.get());
                if (all.size() > most) {
                    return Optional.empty();
                }
            }
            known.put(nonterminal, all);
            return Optional.of(all);
        } finally {
            depth--;
            open.clear(nonterminal);
        }
    }

    private Optional<Set<String>> ofProduction(Production production) {
        return switch (production) {
            case Production.Chain chain -> {
                Optional<Set<String>> all = Optional.of(Set.of(""));
                for (int i = 0; i < chain.length() && all.isPresent(); i++) {
                    all = joined(all.get(), chain.symbol(i));
                }
                yield all;
            }
            case Production.Repetition repetition -> repeated(repetition);
        };
    }

    private Optional<Set<String>> repeated(Production.Repetition repetition) {
        if (repetition.maximum() > most) {
            return Optional.empty();
        }
        var all = new LinkedHashSet<String>();
        Optional<Set<String>> times = Optional.of(Set.of(""));
        for (int i = 0; i <= repetition.maximum(); i++) {
            if (times.isEmpty()) {
                return Optional.empty();
            }
            if (i >= repetition.minimum()) {
                all.addAll(times.get());
            }
            if (all.size() > most) {
                return Optional.empty();
            }
            if (i < repetition.maximum()) {
                times = joined(times.get(), repetition.symbol());
            }
        }
        return Optional.of(all);
    }

    private Optional<Set<String>> joined(Set<String> before, int symbol) {
        Optional<Set<String>> after = ofSymbol(symbol);
        if (after.isEmpty() || (long) before.size() * after.get().size() > most) {
            return Optional.empty();
        }
        var all = new LinkedHashSet<String>();
        for (String first : before) {
            for (String second : after.get()) {
                all.add(Utterance.of(GrammarMode.VOICE, List.of(first, second)).text());
            }
        }
        return Optional.of(all);
    }
}
