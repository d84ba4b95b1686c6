package org.belltower.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One call as it stands in the database. <i>Immutable.</i> */
public record CallRecord(
        String uuid,
        String number,
        String caller,
        Optional<String> application,
        Optional<Locale> language,
        Instant startedAt,
        Optional<Instant> answeredAt,
        Optional<End> end) {

    /**
     * How a call ended.
     *
     * @param cause release cause as the switch named it, e.g. {@code NORMAL_CLEARING}
     */
    public record End(Instant at, EndReason reason, Optional<String> cause) {}
}
