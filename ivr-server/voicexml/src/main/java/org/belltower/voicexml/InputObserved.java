package org.belltower.voicexml;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a waiting form item got. Immutable.
 *
 * @param dialog as in {@link NodeVisit}
 * @param item the form item that was waiting
 * @param mode empty where nothing was entered
 * @param utterance keys or words; {@link #MASK} where the item is secret; empty text where nothing was entered
 * @param matched whether an active grammar accepts it
 * @param confidence how sure the recogniser is of what a grammar accepts
 * @param words those of an utterance that was spoken, each with its confidence; empty where the item is secret
 */
public record InputObserved(
        String dialog,
        String item,
        Optional<InputMode> mode,
        String utterance,
        boolean matched,
        Optional<Confidence> confidence,
        List<SpokenWord> words,
        Instant at) {
    /** Stands in for what must not be seen; its length says nothing about the secret's. */
    public static final String MASK = "•••";

    public InputObserved {
        words = List.copyOf(words);
    }
}
