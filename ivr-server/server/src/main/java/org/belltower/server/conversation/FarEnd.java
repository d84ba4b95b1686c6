package org.belltower.server.conversation;

import java.util.Optional;

/** How the other party of a transfer behaves where there is no network. Spec: VoiceXML 2.0 §2.3.7. */
public enum FarEnd {
    /** Answers, and talks until the caller or the time ends it. */
    ANSWERS("answers"),
    /** Answers, and leaves after a few words. */
    ANSWERS_HANGS_UP("answers-hangs-up"),
    NO_ANSWER("no-answer"),
    BUSY("busy"),
    NETWORK_BUSY("network-busy"),
    /** Takes over; nobody hears what becomes of it. */
    BLIND("blind"),
    /** Nobody can be reached at all. */
    NONE("-");

    private final String word;

    FarEnd(String word) {
        this.word = word;
    }

    /** By the word that a manifest has for it; empty where it has none such. */
    public static Optional<FarEnd> of(String word) {
        for (FarEnd each : values()) {
            if (each.word.equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
