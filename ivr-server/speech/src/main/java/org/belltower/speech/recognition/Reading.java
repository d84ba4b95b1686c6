package org.belltower.speech.recognition;

import java.util.List;
import org.belltower.grammar.Match;

/**
 * One way to understand an input. <i>Immutable.</i>
 *
 * @param words as the recogniser writes them, with one space between; Chinese without
 * @param confidence from 0.0 to 1.0
 * @param matches the grammars that accept them, in the order of the request; never empty
 */
public record Reading(String words, double confidence, List<Match> matches) {
    public Reading {
        matches = List.copyOf(matches);
        if (matches.isEmpty()) {
            throw new IllegalArgumentException("a reading needs at least one grammar that accepts it");
        }
        if (!(confidence >= 0.0 && confidence <= 1.0)) {
            throw new IllegalArgumentException("confidence must be from 0.0 to 1.0, but is " + confidence);
        }
    }
}
