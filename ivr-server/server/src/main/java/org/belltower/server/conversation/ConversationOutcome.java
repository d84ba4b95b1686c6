package org.belltower.server.conversation;

/** What came of a conversation. Immutable. */
public sealed interface ConversationOutcome {
    /** It went as it is written. */
    record Held() implements ConversationOutcome {}

    /**
     * It did not.
     *
     * @param step the number of the step, from 1
     */
    record Broken(int step, String reason) implements ConversationOutcome {}

    /** It cannot be held this way. */
    record Skipped(String reason) implements ConversationOutcome {}
}
