package org.belltower.speech.recognition;

/** Whether somebody listens. <i>Immutable.</i> */
public sealed interface Admission {
    /** Listening; the hearing has to be closed. */
    record Admitted(Hearing hearing) implements Admission {}

    /**
     * Nobody listens, but keys go on.
     *
     * @param message for the engineer: what happened and what to do
     */
    record Refused(Reason reason, String message) implements Admission {}

    /** Why nobody listens. */
    enum Reason {
        /** No model of the grammars' language is installed. */
        NO_MODEL,
        /** As many listen as the machine bears. */
        AT_CAPACITY,
        /** The engine or the grammars do not allow it. */
        FAILED
    }
}
