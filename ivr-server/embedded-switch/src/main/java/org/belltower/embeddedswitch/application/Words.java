package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.belltower.audio.DtmfTone;

/** Reads the arguments of applications and API commands. <em>Immutable.</em> */
public final class Words {
    /** FreeSWITCH's 2000 samples. */
    private static final int KEY_MILLIS = 250;

    private Words() {}

    /** Splits at spaces; quotes ({@code '…'}) keep spaces together. At most {@code most} words, the last is the rest. */
    public static List<String> split(String text, int most) {
        List<String> words = new ArrayList<>();
        int at = 0;
        String line = text.strip();
        while (at < line.length()) {
            if (words.size() == most - 1) {
                words.add(line.substring(at));
                return words;
            }
            StringBuilder word = new StringBuilder();
            boolean quoted = false;
            while (at < line.length() && (quoted || line.charAt(at) != ' ')) {
                if (line.charAt(at) == '\'') {
                    quoted = !quoted;
                } else {
                    word.append(line.charAt(at));
                }
                at++;
            }
            words.add(word.toString());
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
        }
        return words;
    }

    /** A whole number of at most nine digits. */
    public static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    static Optional<Duration> seconds(String text) {
        return number(text).map(Duration::ofSeconds);
    }

    /** Keys with how long each lasts. */
    record Keys(List<DtmfTone> keys, Duration each) {
        /** Keys may be a secret, so they never show. */
        @Override
        public String toString() {
            return "Keys[•, " + each + "]";
        }
    }

    /**
     * Reads {@code KEYS[@MILLISECONDS][+KEYS[@MILLISECONDS]…]}.
     *
     * <p>Deviates: the pauses {@code w} and {@code W} are left out like other characters that are no key, and a key lasts
     * 8 s at most, because longer ones cannot be told in one RFC 4733 event.
     */
    static List<Keys> keys(String text) {
        return Arrays.stream(text.strip().split("\\+", -1)).map(Words::group).toList();
    }

    private static Keys group(String text) {
        String[] parts = text.split("@", 2);
        List<DtmfTone> keys = new ArrayList<>();
        for (char c : parts[0].toCharArray()) {
            DtmfTone.of(Character.toUpperCase(c)).ifPresent(keys::add);
        }
        int each = parts.length > 1 ? number(parts[1]).orElse(KEY_MILLIS) : KEY_MILLIS;
        return new Keys(List.copyOf(keys), Duration.ofMillis(Math.clamp(each, 50, 8000)));
    }
}
