package org.belltower.voicexml;

import java.util.Optional;

/** How playing without listening ended. Immutable. Spec: VoiceXML 2.0 §4.1. */
public sealed interface PlayResult {
    /**
     * To the end.
     *
     * @param mark the last of the prompts, if they have one
     */
    record Played(Optional<PromptMark> mark) implements PlayResult {
        /** Prompts without marks. */
        public Played() {
            this(Optional.empty());
        }
    }

    /** The caller has gone. */
    record HangUp() implements PlayResult {}

    /** A prompt could not be played, with the event that a document may catch, such as {@code error.noresource}. */
    record Failed(String event, String message) implements PlayResult {}
}
