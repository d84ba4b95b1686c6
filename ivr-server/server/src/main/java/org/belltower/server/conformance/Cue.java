package org.belltower.server.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.belltower.server.conversation.CallerAct;

/**
 * What a prompt of a case tells the caller to do, as words that can also be spoken. A cue is a sentence of its own that begins
 * with {@link #BEGIN}.
 */
final class Cue {
    /** What every cue begins with; no document of a case says that. */
    static final String BEGIN = "The caller now";

    private static final String PRESS = BEGIN + " presses ";
    private static final String SAY = BEGIN + " says ";
    private static final String SILENCE = BEGIN + " waits";
    private static final String HANG_UP = BEGIN + " hangs up";

    private static final Map<Character, String> KEYS = Map.ofEntries(
            Map.entry('0', "zero"),
            Map.entry('1', "one"),
            Map.entry('2', "two"),
            Map.entry('3', "three"),
            Map.entry('4', "four"),
            Map.entry('5', "five"),
            Map.entry('6', "six"),
            Map.entry('7', "seven"),
            Map.entry('8', "eight"),
            Map.entry('9', "nine"),
            Map.entry('*', "star"),
            Map.entry('#', "pound"));
    private static final Map<String, Character> NAMES =
            KEYS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private Cue() {}

    static String of(CallerAct act) {
        return switch (act) {
            case CallerAct.Keys(String keys) ->
                PRESS
                        + keys.chars()
                                .mapToObj(key -> KEYS.getOrDefault((char) key, String.valueOf((char) key)))
                                .collect(Collectors.joining(" "));
            case CallerAct.Words(String words) -> SAY + words;
            case CallerAct.Silence() -> SILENCE;
            case CallerAct.HangUp() -> HANG_UP;
        };
    }

    /** Reads it back; empty where the words are no cue. */
    static Optional<CallerAct> read(String words) {
        if (words.startsWith(PRESS)) {
            var keys = new StringBuilder();
            for (String name : words.substring(PRESS.length()).strip().split("\\s+", -1)) {
                keys.append(NAMES.containsKey(name) ? String.valueOf(NAMES.get(name)) : name);
            }
            return Optional.of(new CallerAct.Keys(keys.toString()));
        }
        if (words.startsWith(SAY)) {
            return Optional.of(new CallerAct.Words(words.substring(SAY.length()).strip()));
        }
        if (words.startsWith(SILENCE)) {
            return Optional.of(new CallerAct.Silence());
        }
        return words.startsWith(HANG_UP) ? Optional.of(new CallerAct.HangUp()) : Optional.empty();
    }
}
