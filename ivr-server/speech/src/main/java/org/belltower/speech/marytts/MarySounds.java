package org.belltower.speech.marytts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.speech.Ipa;
import org.belltower.speech.Ipa.Part;

/**
 * The International Phonetic Alphabet in the sounds of MaryTTS's American voice, which are a part of SAMPA. <em>Immutable.</em>
 * Sounds of British English and of names from elsewhere become the nearest that an American would say.
 */
final class MarySounds {
    private static final Map<String, List<String>> VOWELS = pairs("""
            iː=i i=i ɪ=I e=EI eː=EI ɛ=E ɛː=E æ={ a=A aː=A ɑ=A ɑː=A ɒ=A ɔ=O ɔː=O o=@U oː=@U ʊ=U u=u uː=u ʌ=V ə=@ ɐ=@ ɨ=I
            ɜ=r= ɜː=r= ɜɹ=r= ɜːɹ=r= ɝ=r= ɝː=r= ɚ=r= əɹ=r= eɪ=EI aɪ=AI ɔɪ=OI aʊ=aU oʊ=@U əʊ=@U ɪə=I,r eə=E,r ʊə=U,r
            """);
    private static final Map<String, List<String>> CONSONANTS = pairs("""
            p=p b=b t=t d=d k=k ɡ=g tʃ=tS dʒ=dZ ts=t,s dz=d,z f=f v=v θ=T ð=D s=s z=z ʃ=S ʒ=Z h=h x=h m=m n=n ŋ=N ɲ=n,j
            l=l ɫ=l ɹ=r r=r ɾ=d w=w ʍ=w j=j
            """);
    private static final Map<String, List<String>> ALL = all();

    /** What may begin a syllable behind another consonant. */
    private static final Set<String> GLIDES = Set.of("r", "l", "w", "j");

    private MarySounds() {}

    /** One transcription for each word, as an attribute {@code ph} has it; empty where a sound has no equal. */
    static Optional<List<String>> of(String ipa) {
        return Ipa.read(ipa, ALL.keySet()).map(parts -> {
            List<String> words = new ArrayList<>();
            List<Part> word = new ArrayList<>();
            for (Part part : parts) {
                if (part instanceof Part.Word) {
                    finish(word, words);
                    word.clear();
                } else {
                    word.add(part);
                }
            }
            finish(word, words);
            return List.copyOf(words);
        });
    }

    private static void finish(List<Part> word, List<String> words) {
        if (word.stream().anyMatch(MarySounds::isVowel)) {
            words.add(transcription(word));
        }
    }

    /** Syllables are parted where the author says so, at a stress, or before the consonants that can begin one. */
    private static String transcription(List<Part> word) {
        StringBuilder text = new StringBuilder();
        List<String> syllable = new ArrayList<>();
        boolean hasVowel = false;
        for (int i = 0; i < word.size(); i++) {
            switch (word.get(i)) {
                case Part.Stress(boolean primary) -> {
                    hasVowel = end(syllable, hasVowel, text);
                    syllable.add(primary ? "'" : ",");
                }
                case Part.Syllable _ -> hasVowel = end(syllable, hasVowel, text);
                case Part.Sound(String ipa) -> {
                    if (hasVowel && beginsSyllable(word, i)) {
                        hasVowel = end(syllable, true, text);
                    }
                    hasVowel |= VOWELS.containsKey(ipa);
                    syllable.addAll(ALL.getOrDefault(ipa, List.of()));
                }
                case Part.Word _ -> throw new IllegalArgumentException("one word at a time");
            }
        }
        end(syllable, hasVowel, text);
        // Consonants that are left belong to the syllable before them.
        return syllable.isEmpty() ? text.toString() : text + " " + String.join(" ", syllable);
    }

    /** Writes the syllable where it has a vowel; what has none goes on into the next. */
    private static boolean end(List<String> syllable, boolean hasVowel, StringBuilder text) {
        if (hasVowel) {
            text.append(text.isEmpty() ? "" : " - ").append(String.join(" ", syllable));
            syllable.clear();
        }
        return false;
    }

    /** A vowel after a vowel, or the last consonant before a vowel, with a glide behind it. */
    private static boolean beginsSyllable(List<Part> word, int at) {
        if (isVowel(word.get(at))) {
            return true;
        }
        int next = at + 1;
        if (next < word.size()
                && word.get(next) instanceof Part.Sound(String ipa)
                && ALL.getOrDefault(ipa, List.of()).stream().allMatch(GLIDES::contains)) {
            next++;
        }
        boolean glide = word.get(at) instanceof Part.Sound(String here)
                && ALL.getOrDefault(here, List.of()).stream().allMatch(GLIDES::contains);
        return next < word.size() && isVowel(word.get(next)) && !(glide && next > at + 1);
    }

    private static boolean isVowel(Part part) {
        return part instanceof Part.Sound(String ipa) && VOWELS.containsKey(ipa);
    }

    private static Map<String, List<String>> all() {
        Map<String, List<String>> all = new HashMap<>(VOWELS);
        all.putAll(CONSONANTS);
        return Map.copyOf(all);
    }

    private static Map<String, List<String>> pairs(String table) {
        Map<String, List<String>> pairs = new HashMap<>();
        for (String pair : table.strip().split("\\s+", -1)) {
            int at = pair.indexOf('=');
            pairs.put(
                    pair.substring(0, at), Arrays.asList(pair.substring(at + 1).split(",", -1)));
        }
        return Map.copyOf(pairs);
    }
}
