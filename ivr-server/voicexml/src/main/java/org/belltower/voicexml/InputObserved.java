package org.belltower.voicexml;

import java.time.Instant;
import java.util.Optional;

/**
 * What a waiting form item got. Immutable.
 *
 * @param dialog as in {@link NodeVisit}
 * @param item the form item that was waiting
 * @param mode empty where nothing was entered
 * @param utterance keys or words; {@link #MASK} where the item is secret; empty text where nothing was entered
 * @param matched whether an active grammar accepts it
 */
public record InputObserved(
        String dialog, String item, Optional<InputMode> mode, String utterance, boolean matched, Instant at) {
    /** Stands in for what must not be seen; its length says nothing about the secret's. */
    public static final String MASK = "•••";
}
