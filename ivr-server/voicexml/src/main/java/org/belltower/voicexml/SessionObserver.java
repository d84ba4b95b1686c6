package org.belltower.voicexml;

import java.time.Instant;
import java.util.Locale;

/**
 * Hears what a session does, for the record of the call. Called on the call's thread, so it must not block for long; what it
 * throws ends the session. What a secret field was given reaches it masked.
 */
public interface SessionObserver {
    /** Hears nothing. */
    SessionObserver NONE = new SessionObserver() {};

    default void onSessionStart(SessionStart start) {}

    /** A dialog or form item is entered. */
    default void onNode(NodeVisit visit) {}

    /** A prompt goes to the line. Its values are as spoken: a document that speaks a secret shows it here. */
    default void onPrompt(QueuedPrompt prompt, Instant at) {}

    /** The documents speak another language from here on, the first time included: {@code bt:langexpr} says so. */
    default void onLanguage(Locale language, Instant at) {}

    /** Input, or its absence, as the form item that was waiting sees it. */
    default void onInput(InputObserved input) {}

    /** An event is thrown, before a handler for it is looked for. */
    default void onEvent(String event, String message, Instant at) {}

    /** A {@code <log>} was executed. */
    default void onLog(String label, String text, Instant at) {}

    /** The last call, exactly one for each session. */
    default void onEnd(SessionEnd end, Instant at) {}
}
