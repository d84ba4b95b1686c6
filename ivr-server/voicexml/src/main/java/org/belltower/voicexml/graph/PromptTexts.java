package org.belltower.voicexml.graph;

import java.util.Optional;

/** The words behind {@code prompt:ID}, for drawings and checks. Thread-safe. */
@FunctionalInterface
public interface PromptTexts {
    /** Knows none. */
    PromptTexts NONE = id -> Optional.empty();

    /** The text in the language of whoever asks; empty where there is no such prompt. */
    Optional<String> text(String id);
}
