package org.belltower.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of a call's path as it stands in the database. <i>Immutable.</i>
 *
 * @param kind code of {@code CallEventKind}
 * @param detail JSON object; secrets are masked before they come here
 */
public record CallEventRecord(
        int seq,
        Instant at,
        String kind,
        Optional<String> document,
        Optional<String> dialog,
        Optional<String> item,
        String detail) {}
