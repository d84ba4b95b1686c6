package org.belltower.embeddedswitch.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Keys that were pressed and not taken yet; beyond {@value #MOST} the oldest is forgotten.
 *
 * <p><em>Confined to the call's thread.</em>
 */
public final class Keypad {
    private static final int MOST = 128;

    private final Deque<Character> keys = new ArrayDeque<>();

    void add(char key) {
        if (keys.size() >= MOST) {
            keys.removeFirst();
        }
        keys.addLast(key);
    }

    /** The next key. */
    public Optional<Character> take() {
        return Optional.ofNullable(keys.pollFirst());
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    public void flush() {
        keys.clear();
    }
}
