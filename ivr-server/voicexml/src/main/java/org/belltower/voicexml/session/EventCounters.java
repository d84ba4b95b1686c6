package org.belltower.voicexml.session;

import java.util.HashMap;
import java.util.Map;

/** How often each event has occurred in a form item or form. Confined to the call's thread. Spec: VoiceXML 2.0 §5.2.2. */
final class EventCounters {
    private final Map<String, Integer> counts = new HashMap<>();

    /** Counts the event under its whole name and under each beginning of it up to a dot. */
    void count(String event) {
        for (int dot = event.indexOf('.'); dot >= 0; dot = event.indexOf('.', dot + 1)) {
            counts.merge(event.substring(0, dot), 1, Integer::sum);
        }
        counts.merge(event, 1, Integer::sum);
    }

    int of(String name) {
        return counts.getOrDefault(name.endsWith(".") ? name.substring(0, name.length() - 1) : name, 0);
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
