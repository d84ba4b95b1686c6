package org.belltower.speech.vosk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.Grammar;
import org.belltower.speech.model.WordTable;

/**
 * The phrase lists of the sets of grammars that were active last, so that a list is made once. <i>Thread-safe.</i> Closed by its opener.
 *
 * <p>Documents that are made for one call bring grammars that are never seen again, and each list holds its grammars: so many lists are
 * kept, and of so many words and phrases together, but for the last one.
 */
final class PhraseLists implements AutoCloseable {
    private final WordTable words;
    private final UnknownWordsLog unknown;
    private final int most;
    private final int mostPhrases;

    /** Guarded by itself; the set used longest ago goes first. */
    private final Map<Key, Known> lists = new LinkedHashMap<>(16, 0.75f, true);

    /** Of all of them together; guarded by them. */
    private int phrases;

    /** @param size words of the grammars and phrases of the list */
    private record Known(PhraseList.Outcome outcome, int size) {}

    /**
     * None yet.
     *
     * @param most sets of grammars
     * @param mostPhrases words and phrases of all of them
     */
    PhraseLists(WordTable words, int most, int mostPhrases) {
        this.words = words;
        this.unknown = new UnknownWordsLog(words);
        this.most = most;
        this.mostPhrases = mostPhrases;
    }

    /** Grammars are compiled once and shared, so the same set is the same objects. */
    private static final class Key {
        private final List<Grammar> grammars;

        Key(List<Grammar> grammars) {
            this.grammars = grammars;
        }

        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Key key) || key.grammars.size() != grammars.size()) {
                return false;
            }
            for (int i = 0; i < grammars.size(); i++) {
                if (key.grammars.get(i) != grammars.get(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            return grammars.stream().mapToInt(System::identityHashCode).sum();
        }
    }

    PhraseList.Outcome of(List<ActiveGrammar> active) {
        var grammars = new ArrayList<Grammar>();
        for (ActiveGrammar one : active) {
            if (grammars.stream().noneMatch(known -> known == one.grammar())) {
                grammars.add(one.grammar());
            }
        }
        var key = new Key(List.copyOf(grammars));
        synchronized (lists) {
            Known known = lists.get(key);
            if (known != null) {
                return known.outcome();
            }
        }
        PhraseList.Outcome made = PhraseList.of(grammars, words);
        var here = new Known(made, size(made) + vocabulary(grammars));
        synchronized (lists) {
            Known first = lists.putIfAbsent(key, here);
            if (first != null) {
                return first.outcome();
            }
            phrases += here.size();
            forget();
        }
        unknown.of(grammars);
        return made;
    }

    private void forget() {
        var longestAgo = lists.values().iterator();
        while (lists.size() > most || (lists.size() > 1 && phrases > mostPhrases)) {
            phrases -= longestAgo.next().size();
            longestAgo.remove();
        }
    }

    private static int size(PhraseList.Outcome outcome) {
        return switch (outcome) {
            case PhraseList.Outcome.Made(PhraseList list) -> list.size();
            case PhraseList.Outcome.Refused _ -> 0;
        };
    }

    private static int vocabulary(List<Grammar> grammars) {
        return grammars.stream()
                .mapToInt(grammar -> grammar.vocabulary().size())
                .sum();
    }

    /** Sets of grammars whose lists are kept. */
    int count() {
        synchronized (lists) {
            return lists.size();
        }
    }

    @Override
    public void close() {
        unknown.close();
    }
}
