package org.belltower.telephony;

import java.util.Optional;
import org.belltower.grammar.Key;

/**
 * The keys at which the switch stops a prompt by itself, without waiting for the word to stop: the caller hears the next prompt 20 ms
 * earlier. Immutable.
 *
 * <p>Spec: FreeSWITCH, mod_dptools, {@code playback_terminators}.
 *
 * @param keys each one key of a telephone; empty for none
 */
record Terminators(String keys) {
    static final Terminators NONE = new Terminators("");

    /** A pound often only ends the entry before, so it is never one: it would have to be set anew for every other prompt. */
    private static final String ALL = "1234567890*";

    /** All keys that may stop a prompt without a second look. */
    static Terminators allBut(Optional<Key> key) {
        return new Terminators(ALL.chars()
                .filter(symbol -> key.isEmpty() || key.get().symbol() != symbol)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    boolean contains(char key) {
        return keys.indexOf(key) >= 0;
    }

    /** As {@code set} takes it. By default the switch lets {@code *} stop a prompt. */
    String assignment() {
        return "playback_terminators=" + (keys.isEmpty() ? "none" : keys);
    }
}
