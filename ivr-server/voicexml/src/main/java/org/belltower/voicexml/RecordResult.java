package org.belltower.voicexml;

import java.util.Optional;
import org.belltower.grammar.Key;

/** How recording ended. Immutable. Spec: VoiceXML 2.0 §2.3.6. */
public sealed interface RecordResult {
    /**
     * By silence, by a key or by time.
     *
     * @param termChar the key that ended it though no grammar takes it
     * @param maxTimeReached whether it was cut off at its longest time
     */
    record Recorded(Recording recording, Optional<Key> termChar, boolean maxTimeReached, Optional<PromptMark> mark)
            implements RecordResult {}

    /** By input that an active grammar accepts, which then decides what becomes of the recording. */
    record EndedByInput(InputResult.Matched input, Recording recording) implements RecordResult {}

    /** Nothing was said before the timeout. */
    record NoInput(Optional<PromptMark> mark) implements RecordResult {}

    /** The caller has gone; what had been said is kept. */
    record HangUp(Optional<Recording> recording) implements RecordResult {}

    /** Nothing was recorded, with the event that a document may catch, such as {@code error.unsupported.format}. */
    record Failed(String event, String message) implements RecordResult {}
}
