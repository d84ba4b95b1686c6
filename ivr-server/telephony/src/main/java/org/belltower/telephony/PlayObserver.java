package org.belltower.telephony;

import java.util.List;

/** Hears how prompts ended, for the record of a call. Called on the call's thread, so it must not block for long. */
@FunctionalInterface
public interface PlayObserver {
    /** Hears nothing. */
    PlayObserver NONE = _ -> {};

    /**
     * Prompts that were given to the line together have ended; each that was given is told once, in order.
     *
     * @param outcomes one for each prompt, at least one
     */
    void onPlayed(List<PlayOutcome> outcomes);
}
