package org.belltower.telephony;

import java.util.ArrayDeque;

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
}
