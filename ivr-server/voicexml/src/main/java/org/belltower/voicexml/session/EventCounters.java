package org.belltower.voicexml.session;

import java.util.HashMap;
import java.util.Map;
import org.belltower.voicexml.model.ThrownEvent;

/** How often each event has occurred in a form item or form. Confined to the call's thread. Spec: VoiceXML 2.0 §5.2.2. */
final class EventCounters {
    private final Map<String, Integer> counts = new HashMap<>();

    /** Counts the event under its whole name, under each beginning of it up to a dot, and under none for all events. */
    void count(String event) {
        counts.merge("", 1, Integer::sum);
        for (int dot = event.indexOf('.'); dot >= 0; dot = event.indexOf('.', dot + 1)) {
            counts.merge(event.substring(0, dot), 1, Integer::sum);
        }
        counts.merge(event, 1, Integer::sum);
    }

    /** @param name as a handler has it */
    int of(String name) {
        return counts.getOrDefault(ThrownEvent.prefix(name), 0);
    }

    /** Each count by its name. */
    Map<String, Integer> all() {
        return Map.copyOf(counts);
    }

    /** Counts that were kept. */
    void restore(Map<String, Integer> kept) {
        counts.clear();
        counts.putAll(kept);
    }

    void reset() {
        counts.clear();
    }
}
