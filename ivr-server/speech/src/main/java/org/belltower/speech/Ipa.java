package org.belltower.speech;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the International Phonetic Alphabet into the sounds that an engine has. <em>Immutable.</em>
 *
 * <p>Liberal in what it takes: {@code '} and {@code ,} for stress, {@code :} for length, the letter g, tie bars or none. Fine
 * shades that no engine here tells apart (aspiration, dental, nasal and the like) are left out.
 */
public final class Ipa {
    private static final Map<String, String> SAME = Map.of("g", "ɡ", ":", "ː", "'", "ˈ", "’", "ˈ", ",", "ˌ");
    private static final String SHADES = "ʰʲʷˠˤⁿˡ˞‿ˑ˔˕|‖↗↘\u02de";

    private static final int CEDILLA = 0x327;

    /** Letters of a sound, at most. */
    private static final int LONGEST = 4;

    /** One step of a transcription. */
    public sealed interface Part {
        /** A sound that the engine has. */
        record Sound(String ipa) implements Part {}

        /** The syllable that follows is stressed. */
        record Stress(boolean primary) implements Part {}

        /** A syllable ends. */
        record Syllable() implements Part {}

        /** A word ends. */
        record Word() implements Part {}
    }

    private Ipa() {}

    /**
     * The parts in order; empty where a sound is none of those that are known, or there is no sound at all.
     *
     * @param known sounds in IPA; the longest that fits is taken
     */
    public static Optional<List<Part>> read(String transcription, Set<String> known) {
        String text = Normalizer.normalize(transcription.strip(), Normalizer.Form.NFD);
        List<Part> parts = new ArrayList<>();
        StringBuilder sounds = new StringBuilder();
        text.codePoints()
                .filter(character -> !isShade(character))
                .mapToObj(Character::toString)
                .forEach(character -> sounds.append(SAME.getOrDefault(character, character)));
        int at = 0;
        while (at < sounds.length()) {
            int length = 1;
            switch (sounds.charAt(at)) {
                case 'ˈ' -> parts.add(new Part.Stress(true));
                case 'ˌ' -> parts.add(new Part.Stress(false));
                case '.' -> parts.add(new Part.Syllable());
                case ' ' -> parts.add(new Part.Word());
                default -> {
                    length = longest(sounds, at, known);
                    if (length == 0) {
                        return Optional.empty();
                    }
                    parts.add(new Part.Sound(sounds.substring(at, at + length)));
                }
            }
            at += length;
        }
        return parts.stream().anyMatch(Part.Sound.class::isInstance)
                ? Optional.of(List.copyOf(parts))
                : Optional.empty();
    }

    private static int longest(CharSequence sounds, int at, Set<String> known) {
        for (int length = Math.min(LONGEST, sounds.length() - at); length > 0; length--) {
            if (known.contains(sounds.subSequence(at, at + length).toString())) {
                return length;
            }
        }
        return 0;
    }

    /** The cedilla of ç comes apart in NFD and is no shade: it makes another sound. */
    private static boolean isShade(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> character != CEDILLA;
            default -> SHADES.indexOf(character) >= 0;
        };
    }
}
