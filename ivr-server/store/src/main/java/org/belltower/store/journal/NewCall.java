package org.belltower.store.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * A call as it arrives. <i>Immutable.</i>
 *
 * @param uuid the switch's, 1 to 64 characters
 * @param number what was dialled
 * @param caller who dials, as the switch says; may be empty
 * @param application none for a call that no hotline takes
 */
public record NewCall(String uuid, Instant at, String number, String caller, Optional<String> application) {
    private static final int LONGEST_UUID = 64;

    public NewCall {
        if (uuid.isEmpty() || uuid.length() > LONGEST_UUID) {
            throw new IllegalArgumentException("call uuid must have 1 to 64 characters: '" + uuid + "'");
        }
    }
}
