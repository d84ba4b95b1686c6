package org.belltower.telephony;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.belltower.grammar.ActiveGrammar;

/**
 * Keys that were pressed before anything listened for them. Confined to the call's thread.
 *
 * <p>Holds {@link #CAPACITY}; further keys are ignored, as a caller who is that far ahead is not heading anywhere.
 *
 * <p>Spec: VoiceXML 2.0 §4.1.8.
 */
final class KeyBuffer {
    static final int CAPACITY = 64;

    private final ArrayDeque<Character> keys = new ArrayDeque<>();
    private final LateTermChar late = new LateTermChar();
    private Duration lateUntil = Duration.ZERO;

    void add(char key) {
        if (keys.size() < CAPACITY) {
            keys.addLast(key);
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    char next() {
        return keys.removeFirst();
    }

    /** The key that was taken last is the next again. */
    void putBack(char key) {
        keys.addFirst(key);
    }

    void clear() {
        keys.clear();
    }

    /**
     * An entry has ended.
     *
     * @param until when its terminating key is no longer that, if it comes while the next is listened for
     */
    void entryEnded(DtmfCollector collector, Duration until) {
        late.entryEnded(collector);
        lateUntil = until;
    }

    /** The keys that stop a prompt which they may interrupt, whatever grammars listen. */
    Terminators terminators() {
        return Terminators.allBut(late.awaited());
    }

    /** As {@link #add}, of a key that comes while these grammars listen; false where it only ends the entry before. */
    boolean addNow(char key, Duration now, List<ActiveGrammar> grammars) {
        if (now.compareTo(lateUntil) > 0) {
            late.forget();
        }
        add(key);
        return isKeyedFor(grammars);
    }

    /** Whether there is a key for these grammars; one that only ends the entry before is left out. */
    boolean isKeyedFor(List<ActiveGrammar> grammars) {
        if (!keys.isEmpty() && late.is(keys.getFirst(), grammars)) {
            keys.removeFirst();
        }
        return !keys.isEmpty();
    }
}
