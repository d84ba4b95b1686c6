package org.belltower.speech.espeak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.speech.Ipa;
import org.belltower.speech.Ipa.Part;

/**
 * The International Phonetic Alphabet in eSpeak NG's own notation, which follows Kirshenbaum's. <em>Immutable.</em> A voice has
 * only some of these sounds, and falls silent at the first that it lacks: whoever speaks with it asks it first.
 */
final class EspeakSounds {
    private static final Map<String, String> VOWELS = pairs("""
            iː i: i i ɪ I e e eː e: ɛ E ɛː E: æ a a a aː a: ɑ A: ɑː A: ɒ 0 ɔ O ɔː O: o o oː o: ʊ U u u uː u: ʌ V ə @
            ɜ 3: ɜː 3: ɝ 3: ɝː 3: ɚ 3 ɐ a# y y yː y: ʏ Y ø Y øː Y: œ W ɨ i" ɯ u-
            eɪ eI aɪ aI ɔɪ OI aʊ aU oʊ oU əʊ oU ɪə i@ eə e@ ʊə U@ ɪɹ i@3 ɛɹ e@ ʊɹ U@ ɔɹ o@ ɑɹ A@
            """);
    private static final Map<String, String> CONSONANTS = pairs("""
            p p b b t t d d k k ɡ g tʃ tS dʒ dZ ts ts dz dz pf pf f f v v θ T ð D s s z z ʃ S ʒ Z h h x x χ X
            c\u0327 C ɣ Q ʁ R ʔ ? m m n n ŋ N ɲ n^ l l ɫ l ʎ l^ ɹ r r r ɾ * w w j j ʍ w ɥ j β B ɕ S; ʂ s.
            """);

    private static final Map<String, String> ALL = all();

    private EspeakSounds() {}

    /** A word, or several, as they stand in double brackets; empty where a sound is none that the notation has. */
    static Optional<String> of(String ipa) {
        return Ipa.read(ipa, ALL.keySet()).map(EspeakSounds::mnemonics);
    }

    /** Letters that stand for a sound of their own in the program's answer, which is in IPA. */
    static long letters(String ipa) {
        return ipa.codePoints()
                .filter(Character::isLetter)
                .filter(letter -> Character.getType(letter) != Character.MODIFIER_LETTER)
                .count();
    }

    /** Sounds of a transcription that was read by {@link #of}. */
    static long sounds(String ipa) {
        return Ipa.read(ipa, ALL.keySet()).orElse(List.of()).stream()
                .filter(Part.Sound.class::isInstance)
                .count();
    }

    /** A stress mark stands before the vowel here, and at the syllable's beginning in IPA. */
    private static String mnemonics(List<Part> parts) {
        StringBuilder mnemonics = new StringBuilder();
        String stress = "";
        for (Part part : parts) {
            switch (part) {
                case Part.Stress(boolean primary) -> stress = primary ? "'" : ",";
                case Part.Word _ -> mnemonics.append(' ');
                case Part.Syllable _ -> {
                    // A syllable's end cannot be heard by itself.
                }
                case Part.Sound(String ipa) -> {
                    if (VOWELS.containsKey(ipa)) {
                        mnemonics.append(stress);
                        stress = "";
                    }
                    mnemonics.append(ALL.get(ipa));
                }
            }
        }
        return mnemonics.toString();
    }

    private static Map<String, String> all() {
        Map<String, String> all = new HashMap<>(VOWELS);
        all.putAll(CONSONANTS);
        return Map.copyOf(all);
    }

    private static Map<String, String> pairs(String table) {
        String[] words = table.strip().split("\\s+", -1);
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            pairs.put(words[i], words[i + 1]);
        }
        return Map.copyOf(pairs);
    }
}
