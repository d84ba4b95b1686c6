package org.belltower.voicexml.session;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.belltower.voicexml.InputObserved;

/**
 * What the caller has entered where it must not be seen. Confined to the call's thread. Whatever goes to an observer passes
 * here, so that a document that logs its secret field does not spread it.
 */
final class Secrets {
    /** Shorter entries also occur by chance, and masking them would blot out everything. */
    private static final int SHORTEST = 3;

    /** Longest first: where one secret holds another, nothing of it is left over. */
    private final NavigableSet<String> entered =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    void add(String utterance) {
        if (utterance.length() >= SHORTEST) {
            entered.add(utterance);
        }
    }

    String mask(String text) {
        String masked = text;
        for (String secret : entered) {
            masked = masked.replace(secret, InputObserved.MASK);
        }
        return masked;
    }
}
