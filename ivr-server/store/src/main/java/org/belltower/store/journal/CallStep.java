package org.belltower.store.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a call's path. <i>Immutable.</i>
 *
 * @param document URI of the VoiceXML document
 * @param dialog id of the form or menu
 * @param item name of the form item
 * @param detail what else a reader needs, secrets masked by the caller of the journal; at most 50 values
 */
public record CallStep(
        Instant at,
        CallEventKind kind,
        Optional<String> document,
        Optional<String> dialog,
        Optional<String> item,
        Map<String, String> detail) {
    public CallStep {
        detail = Map.copyOf(detail);
    }
}
