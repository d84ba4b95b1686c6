package org.belltower.voicexml.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The properties that one element sets, times parsed. Immutable. Spec: VoiceXML 2.0 §6.3.
 *
 * @param texts by name, as the document has them
 * @param times by name, those whose value is a time
 */
public record PropertySet(Map<String, String> texts, Map<String, Duration> times) {
    public static final PropertySet NONE = new PropertySet(Map.of(), Map.of());

    public PropertySet {
        texts = Map.copyOf(texts);
        times = Map.copyOf(times);
    }

    public static PropertySet of(Map<String, String> texts) {
        var times = new HashMap<String, Duration>();
        texts.forEach((name, text) -> TimeDesignation.parse(text).ifPresent(time -> times.put(name, time)));
        return new PropertySet(texts, times);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    public Optional<Duration> time(String name) {
        return Optional.ofNullable(times.get(name));
    }
}
