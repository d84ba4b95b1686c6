package org.belltower.speech.espeak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the sound of Mandarin words that the engine reads wrong, by writing the doubtful character in pinyin:
 * {@code 银行} becomes {@code 银 hang2}. <em>Immutable.</em>
 */
final class MandarinWords {
    private static final String FILE = "mandarin-words.txt";

    private final Map<String, String> spellings;
    private final Pattern words;

    private MandarinWords(Map<String, String> spellings) {
        this.spellings = Map.copyOf(spellings);
        this.words = Pattern.compile(spellings.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    /** The list that comes with the room. */
    static MandarinWords load() {
        try (@Nullable InputStream in = MandarinWords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the build; build again");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FILE + " cannot be read; build again", unreadable);
        }
    }

    static MandarinWords parse(String lines) {
        Map<String, String> spellings = new TreeMap<>();
        lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] columns = line.split("\t", -1);
            if (columns.length != 2 || spellings.put(columns[0], columns[1]) != null) {
                throw new IllegalArgumentException(
                        FILE + ": want each word once, with its spelling after a tab, not: " + line);
            }
        });
        return new MandarinWords(spellings);
    }

    String spell(String text) {
        return words.matcher(text).replaceAll(match -> " " + spellings.get(match.group()) + " ");
    }

    /** Changes with the list, for the engine's id. */
    String version() {
        return Integer.toHexString(new TreeMap<>(spellings).hashCode());
    }
}
