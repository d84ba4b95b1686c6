package org.belltower.server.conversation;

import org.belltower.voicexml.QueuedPrompt;

/** Turns a prompt into the words that a caller hears. Thread-safe. */
@FunctionalInterface
public interface PromptWords {
    Wording of(QueuedPrompt prompt);
}
