package org.belltower.server.config;

import java.util.List;

/**
 * Which calls are recorded as a whole. Immutable. None unless somebody says so: a recording is personal data.
 *
 * @param hotlines numbers whose calls are recorded, each of them one of {@code hotlines}
 * @param days how long a recording is kept, 1 to 3,650
 */
public record RecordingConfig(List<String> hotlines, int days) {
    public static final RecordingConfig NONE = new RecordingConfig(List.of(), 30);

    private static final int MOST_DAYS = 3_650;

    public RecordingConfig {
        hotlines = List.copyOf(hotlines);
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("'days' must be 1 to " + MOST_DAYS + ", but is " + days);
        }
    }
}
