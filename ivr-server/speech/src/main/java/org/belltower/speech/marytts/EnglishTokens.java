package org.belltower.speech.marytts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.belltower.speech.Pronunciation;
import org.belltower.speech.Prosody;
import org.belltower.speech.Span;
import org.belltower.speech.SpeakableText;

/**
 * Splits English text into sentences of words and marks, as MaryTTS takes them. <em>Confined to the thread that splits.</em>
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

    /** Stands where the sounds are given: the engine looks at the letters for the word's part in the sentence only. */
    private static final String PRONOUNCED = "name";

    /**
     * A word or a mark.
     *
     * @param sounds how it is pronounced, where its letters do not say it
     * @param manner that of the span it stands in
     */
    record Token(String text, Optional<String> sounds, Prosody manner) {}

    private final List<List<Token>> sentences = new ArrayList<>();
    private List<Token> sentence = new ArrayList<>();
    private Prosody manner = Prosody.NORMAL;

    private EnglishTokens() {}

    /** Sentences in order, each with at least one word; a mark is a token of its own: {@code , . ! ?}. */
    static List<List<String>> of(String text) {
        return of(List.of(new Span(text, Prosody.NORMAL)), _ -> List.of()).stream()
                .map(sentence -> sentence.stream().map(Token::text).toList())
                .toList();
    }

    /**
     * The same for text in several manners, which may change within a sentence.
     *
     * @param sounds a transcription for each word of a pronunciation; none where it cannot be taken
     */
    static List<List<Token>> of(List<Span> spans, Function<Pronunciation, List<String>> sounds) {
        EnglishTokens tokens = new EnglishTokens();
        for (Span span : spans) {
            tokens.manner = span.prosody();
            List<String> words = span.pronunciation().map(sounds).orElse(List.of());
            if (words.isEmpty()) {
                tokens.add(span.text());
            } else {
                words.forEach(word -> tokens.sentence.add(new Token(PRONOUNCED, Optional.of(word), tokens.manner)));
            }
        }
        tokens.finish();
        return List.copyOf(tokens.sentences);
    }

    private void add(String text) {
        for (String chunk :
                SPACE.split(text.replace('’', '\'').replace("—", ", ").replace("–", " "), -1)) {
            String word = OPENING.matcher(chunk).replaceFirst("");
            int end = word.length();
            boolean abbreviation = isAbbreviation(word);
            while (!abbreviation && end > 0 && isMark(word.charAt(end - 1))) {
                end--;
            }
            addWord(word.substring(0, end));
            if (addMark(word.substring(end))) {
                finish();
            }
        }
    }

    private static boolean isAbbreviation(String word) {
        return INITIALS.matcher(word).matches() || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isMark(char character) {
        return ENDS.indexOf(character) >= 0 || PAUSES.indexOf(character) >= 0 || CLOSES.indexOf(character) >= 0;
    }

    private void addWord(String word) {
        for (int at = 0; at < word.length(); at += MAX_TOKEN) {
            String token = word.substring(at, Math.min(word.length(), at + MAX_TOKEN));
            int apostrophe = token.lastIndexOf('\'');
            String ending = apostrophe > 0 ? token.substring(apostrophe).toLowerCase(Locale.ROOT) : "";
            if (CONTRACTIONS.containsKey(ending)) {
                put(token.substring(0, apostrophe));
                put(CONTRACTIONS.get(ending));
            } else {
                put(token);
            }
        }
    }

    /** True where the marks end the sentence. */
    private boolean addMark(String marks) {
        for (int i = 0; i < marks.length(); i++) {
            char mark = marks.charAt(i);
            if (ENDS.indexOf(mark) >= 0) {
                put(mark == '?' || mark == '？' ? "?" : mark == '!' || mark == '！' ? "!" : ".");
                return true;
            }
        }
        if (!sentence.isEmpty() && marks.chars().anyMatch(mark -> PAUSES.indexOf(mark) >= 0)) {
            put(",");
        }
        return false;
    }

    private void put(String token) {
        sentence.add(new Token(token, Optional.empty(), manner));
    }

    private void finish() {
        if (sentence.stream().anyMatch(token -> SpeakableText.isSpeakable(token.text()))) {
            sentences.add(List.copyOf(sentence));
        }
        sentence = new ArrayList<>();
    }
}
