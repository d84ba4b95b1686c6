package org.belltower.voicexml.model;

import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.script.Expression;

/**
 * A {@code <catch>} or one of its short forms. Immutable. Spec: VoiceXML 2.0 §5.2.2.
 *
 * @param events what it catches; everything where empty
 * @param count from which occurrence on, from 1
 */
public record EventHandler(List<String> events, int count, Optional<Expression> cond, ExecutableContent content) {
    public EventHandler {
        events = List.copyOf(events);
    }

    /** The name by which it takes the event, for counting, of no letters where it takes all; empty where it does not. */
    public Optional<String> takes(ThrownEvent event) {
        if (events.isEmpty()) {
            return Optional.of("");
        }
        for (String pattern : events) {
            if (event.matches(pattern)) {
                return Optional.of(pattern);
            }
        }
        return Optional.empty();
    }
}
