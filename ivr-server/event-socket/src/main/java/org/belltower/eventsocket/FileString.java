package org.belltower.eventsocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The argument of {@code playback} that plays several things without a gap: {@code file_string://FIRST!SECOND!…}. A single
 * thing stands alone where it can, since FreeSWITCH begins every {@code file_string} with a quarter of a second of silence.
 *
 * <p><em>Immutable.</em> The switch takes it apart at {@code !}, where a backslash takes the meaning from the next
 * character, a pair of {@code '} keeps what is between together, spaces at both ends of a part are dropped, and
 * {@code ^^X} at the beginning makes X the separator. What comes after the 127th separator is one part, however many it
 * was meant to be. FreeSWITCH leaves out a part that it cannot open and answers
 * {@code FILE NOT FOUND} only where it can open none; the embedded switch plays all parts or none. Spec: FreeSWITCH {@code mod_dptools} file_string, {@code switch_separate_string}.
 */
public final class FileString {
    /** How many parts the switch takes. */
    public static final int MOST = 128;

    private static final String SCHEME = "file_string://";
    private static final char SEPARATOR = '!';
    /** What means nothing else to a switch than itself, at the beginning or anywhere in what it is to play. */
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9/._-]+");

    private FileString() {}

    /**
     * Writes the argument.
     *
     * @param parts 1 to {@link #MOST}: absolute paths, {@code silence_stream://} or {@code tone_stream://}
     * @throws IllegalArgumentException for another number, or a part with an {@link #objection}
     */
    public static String of(List<String> parts) {
        if (parts.isEmpty() || parts.size() > MOST) {
            throw new IllegalArgumentException(
                    "a file_string has 1 to " + MOST + " parts, not " + parts.size() + ": play the rest after it");
        }
        if (parts.size() == 1 && PLAIN.matcher(parts.getFirst()).matches()) {
            return parts.getFirst();
        }
        return parts.stream().map(FileString::escaped).collect(Collectors.joining("!", SCHEME, ""));
    }

    private static String escaped(String part) {
        objection(part).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return part.replace("!", "\\!");
    }

    /**
     * Why a switch cannot be told to play files of this folder, in words for whoever chose it; empty where it can.
     *
     * <p>FreeSWITCH reads the argument twice: first it replaces variables, and takes {@code \'} and {@code \\} for their
     * second character if it finds any, then it takes the parts apart. No way of writing {@code '}, a backslash or
     * <code>${</code> survives both for every path, and a control character ends the message. {@code !} can be written.
     */
    public static Optional<String> objection(String path) {
        boolean strange = path.chars().anyMatch(c -> c == '\'' || c == '\\' || c < ' ' || c == 0x7f)
                || path.contains("${")
                || path.strip().length() != path.length();
        return strange
                ? Optional.of(
                        "the switch cannot play from " + path + ": a path to audio must have no ', no backslash, no"
                                + " ${, no control character and no space at its end; use another folder")
                : Optional.empty();
    }

    /** The parts, as the switch takes them apart; empty where the argument is no {@code file_string://}. */
    public static Optional<List<String>> parts(String argument) {
        if (!argument.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String text = argument.substring(SCHEME.length());
        char separator = SEPARATOR;
        if (text.startsWith("^^") && text.length() > 3) {
            separator = text.charAt(2);
            text = text.substring(3);
        }
        char at = separator;
        return Optional.of(
                cut(text, at).stream().map(part -> unescaped(part, at)).toList());
    }

    private static List<String> cut(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length() && parts.size() < MOST - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\'' && (quoted || text.indexOf('\'', i + 1) >= 0)) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        if (from < text.length()) {
            parts.add(text.substring(from));
        }
        return parts;
    }

    private static String unescaped(String part, char separator) {
        StringBuilder out = new StringBuilder(part.length());
        boolean quoted = false;
        int end = 0;
        int from = 0;
        while (from < part.length() && part.charAt(from) == ' ') {
            from++;
        }
        for (int i = from; i < part.length(); i++) {
            char c = part.charAt(i);
            Optional<Character> meant =
                    c == '\\' && i + 1 < part.length() ? escape(part.charAt(i + 1), separator) : Optional.empty();
            if (meant.isPresent()) {
                out.append(meant.get().charValue());
                end = out.length();
                i++;
            } else if (c == '\'' && (quoted || part.indexOf('\'', i + 1) >= 0)) {
                quoted = !quoted;
                end = quoted ? out.length() : end;
            } else {
                out.append(c);
                end = c != ' ' || quoted ? out.length() : end;
            }
        }
        return out.substring(0, end);
    }

    /** What a backslash and this character stand for; empty where the backslash is one. */
    private static Optional<Character> escape(char c, char separator) {
        return switch (c) {
            case '\'', '"', '\\' -> Optional.of(c);
            case 'n' -> Optional.of('\n');
            case 'r' -> Optional.of('\r');
            case 't' -> Optional.of('\t');
            case 's' -> Optional.of(' ');
            default -> c == separator ? Optional.of(c) : Optional.empty();
        };
    }
}
