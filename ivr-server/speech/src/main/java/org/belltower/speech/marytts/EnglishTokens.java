package org.belltower.speech.marytts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.belltower.speech.SpeakableText;

/**
 * Splits English text into sentences of words and marks, as MaryTTS takes them. <em>Immutable.</em>
 *
 * <p>Stands in for JTok, which Maven Central does not have. Contractions stay whole where the engine's lexicon has them;
 * the two kinds that it lacks are written out.
 */
final class EnglishTokens {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern OPENING = Pattern.compile("^[\\p{Ps}\\p{Pi}\"'`*_~^|\\\\<>]+");
    private static final Pattern INITIALS = Pattern.compile("(\\p{L}\\.)+");
    private static final Set<String> ABBREVIATIONS =
            Set.of("mr.", "mrs.", "ms.", "dr.", "st.", "no.", "vs.", "inc.", "ltd.", "co.", "approx.");
    private static final Map<String, String> CONTRACTIONS = Map.of("'ve", "have", "'d", "would");
    private static final String ENDS = ".!?。！？";
    private static final String PAUSES = ",;:，；：、—–…";
    private static final String CLOSES = ")]}\"'`*_~^|\\<>»”’›";

    /** The engine cuts longer tokens; nothing that can be spoken is that long. */
    private static final int MAX_TOKEN = 60;

    private EnglishTokens() {}

    /** Sentences in order, each with at least one word; a mark is a token of its own: {@code , . ! ?}. */
    static List<List<String>> of(String text) {
        List<List<String>> sentences = new ArrayList<>();
        List<String> sentence = new ArrayList<>();
        for (String chunk :
                SPACE.split(text.replace('’', '\'').replace("—", ", ").replace("–", " "), -1)) {
            String word = OPENING.matcher(chunk).replaceFirst("");
            int end = word.length();
            boolean abbreviation = isAbbreviation(word);
            while (!abbreviation && end > 0 && isMark(word.charAt(end - 1))) {
                end--;
            }
            addWord(sentence, word.substring(0, end));
            if (addMark(sentence, word.substring(end))) {
                finish(sentence, sentences);
                sentence = new ArrayList<>();
            }
        }
        finish(sentence, sentences);
        return sentences;
    }

    private static boolean isAbbreviation(String word) {
        return INITIALS.matcher(word).matches() || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isMark(char character) {
        return ENDS.indexOf(character) >= 0 || PAUSES.indexOf(character) >= 0 || CLOSES.indexOf(character) >= 0;
    }

    private static void addWord(List<String> sentence, String word) {
        for (int at = 0; at < word.length(); at += MAX_TOKEN) {
            String token = word.substring(at, Math.min(word.length(), at + MAX_TOKEN));
            int apostrophe = token.lastIndexOf('\'');
            String ending = apostrophe > 0 ? token.substring(apostrophe).toLowerCase(Locale.ROOT) : "";
            if (CONTRACTIONS.containsKey(ending)) {
                sentence.add(token.substring(0, apostrophe));
                sentence.add(CONTRACTIONS.get(ending));
            } else {
                sentence.add(token);
            }
        }
    }

    /** True where the marks end the sentence. */
    private static boolean addMark(List<String> sentence, String marks) {
        for (int i = 0; i < marks.length(); i++) {
            char mark = marks.charAt(i);
            if (ENDS.indexOf(mark) >= 0) {
                sentence.add(mark == '?' || mark == '？' ? "?" : mark == '!' || mark == '！' ? "!" : ".");
                return true;
            }
        }
        if (!sentence.isEmpty() && marks.chars().anyMatch(mark -> PAUSES.indexOf(mark) >= 0)) {
            sentence.add(",");
        }
        return false;
    }

    private static void finish(List<String> sentence, List<List<String>> sentences) {
        if (sentence.stream().anyMatch(SpeakableText::isSpeakable)) {
            sentences.add(List.copyOf(sentence));
        }
    }
}
