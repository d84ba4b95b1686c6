package org.belltower.eventsocket;

import java.util.Locale;
import java.util.Optional;

/** How events are written on a connection. <em>Immutable.</em> */
public enum EventFormat {
    PLAIN,
    JSON,
    XML;

    /** The word in commands and in {@code text/event-WORD}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format that the word names, whatever its case. */
    static Optional<EventFormat> parse(String word) {
        for (EventFormat format : values()) {
            if (format.name().equalsIgnoreCase(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
