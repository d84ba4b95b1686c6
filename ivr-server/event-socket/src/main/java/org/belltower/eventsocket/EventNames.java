package org.belltower.eventsocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which events a command means: names, and subclasses of {@code CUSTOM}, as in
 * {@code CHANNEL_ANSWER CUSTOM conference::maintenance}.
 *
 * <p><em>Immutable.</em> Names are upper case. {@code ALL} means every event. {@code CUSTOM} without subclasses
 * means events without a subclass only, as FreeSWITCH has it.
 */
public record EventNames(List<String> names, List<String> subclasses) {
    static final String ALL = "ALL";
    static final String CUSTOM = "CUSTOM";

    public EventNames {
        names = List.copyOf(names);
        subclasses = List.copyOf(subclasses);
    }

    /** Every event. */
    public static EventNames all() {
        return new EventNames(List.of(ALL), List.of());
    }

    /** Names in the order of the command; what follows {@code CUSTOM} is a subclass. */
    public static EventNames of(String... words) {
        return of(List.of(words));
    }

    static EventNames of(List<String> words) {
        List<String> names = new ArrayList<>();
        List<String> subclasses = new ArrayList<>();
        boolean custom = false;
        for (String word : words) {
            if (word.isBlank()) {
                continue;
            }
            if (custom) {
                subclasses.add(word);
            } else {
                String name = word.toUpperCase(Locale.ROOT);
                names.add(name);
                custom = name.equals(CUSTOM);
            }
        }
        return new EventNames(names, subclasses);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** The words as a command carries them; {@code CUSTOM} and its subclasses last. */
    String words() {
        List<String> words = new ArrayList<>();
        for (String name : names) {
            if (!name.equals(CUSTOM)) {
                words.add(name);
            }
        }
        if (names.contains(CUSTOM) || !subclasses.isEmpty()) {
            words.add(CUSTOM);
            words.addAll(subclasses);
        }
        return String.join(" ", words);
    }
}
