package org.belltower.speech.recognition;

import java.util.List;
import org.belltower.grammar.Match;

/**
 * One way to understand an input. <i>Immutable.</i>
 *
 * @param words as the recogniser writes them, with one space between; Chinese without
 * @param confidence of the whole, from 0.0 to 1.0
 * @param each its words, each with its own confidence; empty where the recogniser does not tell them apart
 * @param matches the grammars that accept them, in the order of the request; never empty
 */
public record Reading(String words, double confidence, List<HeardWord> each, List<Match> matches) {
    /** Without the confidence of its words. */
    public Reading(String words, double confidence, List<Match> matches) {
        this(words, confidence, List.of(), matches);
    }

    public Reading {
        each = List.copyOf(each);
        matches = List.copyOf(matches);
        if (matches.isEmpty()) {
            throw new IllegalArgumentException("a reading needs at least one grammar that accepts it");
        }
        if (!(confidence >= 0.0 && confidence <= 1.0)) {
            throw new IllegalArgumentException("confidence must be from 0.0 to 1.0, but is " + confidence);
        }
    }
}
