package org.belltower.speech.vosk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.Grammar;
import org.belltower.speech.model.WordTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The phrase lists of the sets of grammars that were active last, so that a list is made once. <i>Thread-safe.</i> */
final class PhraseLists {
    private static final Logger LOG = LoggerFactory.getLogger(PhraseLists.class);

    /** Unknown words of one grammar that are named. */
    private static final int REPORTED = 10;

    private final WordTable words;
    private final int most;

    /** Guarded by itself; the set used longest ago goes first. */
    private final Map<Key, PhraseList.Outcome> lists;

    PhraseLists(WordTable words, int most) {
        this.words = words;
        this.most = most;
        this.lists = new LinkedHashMap<>(16, 0.75f, true);
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

    /** Said once for a set of grammars, when it is first listened with. */
    private void report(Grammar grammar) {
        List<UnknownWord> unknown = ModelWords.unknown(grammar, words, REPORTED + 1);
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "the model does not know these words of {}, and will never hear them: {}{}",
                    grammar.uri(),
                    unknown.stream().limit(REPORTED).map(UnknownWord::toString).collect(Collectors.joining("; ")),
                    unknown.size() > REPORTED ? "; and more" : "");
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
            PhraseList.Outcome known = lists.get(key);
            if (known != null) {
                return known;
            }
        }
        PhraseList.Outcome made = PhraseList.of(grammars, words);
        synchronized (lists) {
            PhraseList.Outcome first = lists.putIfAbsent(key, made);
            if (lists.size() > most) {
                lists.remove(lists.keySet().iterator().next());
            }
            if (first != null) {
                return first;
            }
        }
        // Beside the call: to find near words takes a tenth of a second each.
        Thread.ofVirtual().name("unknown-words").start(() -> grammars.forEach(this::report));
        return made;
    }
}
