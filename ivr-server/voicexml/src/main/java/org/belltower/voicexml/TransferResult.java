package org.belltower.voicexml;

import java.time.Duration;

/**
 * What became of a transfer. Immutable. Spec: VoiceXML 2.0 §2.3.7, the tables of outcomes and events; VoiceXML 2.1 §8.
 *
 * <p>A {@code talked} is how long the parties were connected.
 */
public sealed interface TransferResult {
    /** The caller is the other party's now, and the session has no line any more: {@code connection.disconnect.transfer}. */
    record Transferred() implements TransferResult {}

    /** {@code far_end_disconnect}. */
    record FarEndLeft(Duration talked) implements TransferResult {}

    /** The caller ended it by a key or a word, also while it rang: {@code near_end_disconnect}. */
    record CallerEnded(Duration talked, InputResult.Matched input) implements TransferResult {}

    /** {@code maxtime_disconnect}. */
    record TimeOver(Duration talked) implements TransferResult {}

    /** An answering machine had taken the call, and was left: {@code machine}, which the specification does not have. */
    record Machine(Duration talked) implements TransferResult {}

    /** {@code network_disconnect}. */
    record NetworkLeft(Duration talked) implements TransferResult {}

    /** {@code busy}. */
    record Busy() implements TransferResult {}

    /** {@code network_busy}. */
    record NetworkBusy() implements TransferResult {}

    /** {@code noanswer}. */
    record NoAnswer() implements TransferResult {}

    /** The line cannot tell: {@code unknown}. */
    record Unknown(Duration talked) implements TransferResult {}

    /** The caller has gone: {@code connection.disconnect.hangup}. */
    record HangUp(Duration talked) implements TransferResult {}

    /** It was not tried, or could not be, with an event such as {@code error.connection.baddestination}. */
    record Failed(String event, String message) implements TransferResult {}
}
