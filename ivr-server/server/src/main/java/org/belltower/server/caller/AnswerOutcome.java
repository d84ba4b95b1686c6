package org.belltower.server.caller;

/** What came of a call that was placed. <i>Immutable.</i> */
public sealed interface AnswerOutcome {
    record Answered() implements AnswerOutcome {}

    /** A final response other than success, as 404, 486 or 488. */
    record Refused(int status, String reason) implements AnswerOutcome {}

    /** Nothing final within the time; the call still rings. */
    record Waiting() implements AnswerOutcome {}
}
