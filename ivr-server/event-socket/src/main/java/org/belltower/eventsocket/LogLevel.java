package org.belltower.eventsocket;

import java.util.Optional;

/** The levels of {@code log LEVEL}, the most urgent first. <em>Immutable.</em> Spec: FreeSWITCH switch_log. */
enum LogLevel {
    CONSOLE(0),
    ALERT(1),
    CRIT(2),
    ERR(3),
    WARNING(4),
    NOTICE(5),
    INFO(6),
    DEBUG(7);

    private final int number;

    LogLevel(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** By name or number. */
    static Optional<LogLevel> parse(String text) {
        for (LogLevel level : values()) {
            if (level.name().equalsIgnoreCase(text) || text.equals(Integer.toString(level.number))) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
