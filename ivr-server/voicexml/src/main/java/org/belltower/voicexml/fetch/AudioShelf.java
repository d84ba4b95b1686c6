package org.belltower.voicexml.fetch;

import java.net.URI;

/** Where the audio of one call lies ready for its line once it has been fetched. Thread-safe. */
@FunctionalInterface
public interface AudioShelf {
    /**
     * Makes it ready; it stays so until the call has ended. Audio without a validator belongs to this call alone and is gone with
     * it. May take as long as converting and writing it.
     */
    Placed place(FetchResult.Fetched audio);

    /** What became of it. Immutable. */
    sealed interface Placed {
        /**
         * It can be played.
         *
         * @param file a {@code file:} address
         */
        record Ready(URI file) implements Placed {}

        /**
         * It cannot.
         *
         * @param reason what is wrong with it and what to do, to stand behind its address
         */
        record Refused(String reason) implements Placed {}
    }
}
