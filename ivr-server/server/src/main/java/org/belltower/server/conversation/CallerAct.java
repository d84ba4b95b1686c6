package org.belltower.server.conversation;

/** What a caller does when the hotline waits. Immutable. */
public sealed interface CallerAct {
    /**
     * Presses keys one after the other.
     *
     * @param keys of 0–9, *, # and A–D; those that a grammar does not need are typed ahead
     */
    record Keys(String keys) implements CallerAct {}

    /**
     * Speaks.
     *
     * @param words as a recogniser writes them, blanks between words
     */
    record Words(String words) implements CallerAct {}

    /** Does nothing until the hotline's patience ends. */
    record Silence() implements CallerAct {}

    record HangUp() implements CallerAct {}
}
