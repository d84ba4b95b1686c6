package org.belltower.speech.vosk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.VocabularyWord;
import org.belltower.speech.model.WordTable;

/**
 * What the recogniser is limited to: every sentence of the grammars where they are few, else sentences with all neighbours that their
 * words may have, else the words. <i>Immutable.</i>
 * Compared by identity: one stands for one set of grammars.
 */
final class PhraseList {
    /** Stands for whatever is none of the words. */
    static final String UNKNOWN = "[unk]";

    /** Sentences of one grammar up to which they are written out. */
    static final int MOST_SENTENCES = 5_000;

    /** Phrases that are handed over; with 60,000 the recogniser takes a second and 100 MB. */
    static final int MOST_PHRASES = 60_000;

    /** In JSON, without the brackets. */
    private final String list;

    private final int size;
    private final boolean garbage;
    private final boolean unknown;
    private final Optional<PhraseList> withUnknown;

    private PhraseList(Set<String> phrases, boolean garbage) {
        this.size = phrases.size();
        this.garbage = garbage;
        this.list = phrases.stream().map(phrase -> '"' + phrase + '"').collect(Collectors.joining(","));
        this.unknown = false;
        this.withUnknown = Optional.of(new PhraseList(this));
    }

    private PhraseList(PhraseList without) {
        this.list = without.list;
        this.size = without.size;
        this.garbage = without.garbage;
        this.unknown = true;
        this.withUnknown = Optional.empty();
    }

    /** What came of making one. */
    sealed interface Outcome {
        record Made(PhraseList phrases) implements Outcome {}

        /** None can be made; the message is for the engineer. */
        record Refused(String message) implements Outcome {}
    }

    static Outcome of(List<Grammar> grammars, WordTable words) {
        Set<String> phrases = new LinkedHashSet<>();
        boolean garbage = false;
        for (Grammar grammar : grammars) {
            grammar.sentences(MOST_SENTENCES)
                    .or(() -> neighbours(grammar, words))
                    .orElseGet(() -> grammar.vocabulary().stream()
                            .map(VocabularyWord::text)
                            .toList())
                    .forEach(text -> known(text, words).ifPresent(phrases::add));
            garbage |= grammar.takesGarbage();
            if (phrases.size() > MOST_PHRASES) {
                return new Outcome.Refused("the grammars have over " + MOST_PHRASES
                        + " phrases, more than the recogniser takes in time; ask in two steps, or for fewer at once");
            }
        }
        return phrases.isEmpty() && !garbage
                ? new Outcome.Refused("the model knows no word of the grammars")
                : new Outcome.Made(new PhraseList(phrases, garbage));
    }

    /** Words alone would tell the library that any may follow any. Chinese is cut into words only where a token ends. */
    private static Optional<List<String>> neighbours(Grammar grammar, WordTable words) {
        return grammar.vocabulary().stream()
                        .anyMatch(word -> word.text().codePoints().anyMatch(Character::isIdeographic))
                ? Optional.empty()
                : grammar.neighbourSentences(
                        MOST_SENTENCES, word -> known(word, words).isPresent());
    }

    /** A text in words of the model, with one space between; empty where one is not among them. */
    static Optional<String> known(String text, WordTable table) {
        var words = new ArrayList<String>();
        for (String token : text.split("\\s+", -1)) {
            if (!cut(plain(token), table, words)) {
                return Optional.empty();
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
    }

    /** The words of a text that the model does not know. */
    static List<String> unknown(String text, WordTable table) {
        var unknown = new ArrayList<String>();
        for (String token : text.split("\\s+", -1)) {
            if (!cut(plain(token), table, new ArrayList<>())) {
                unknown.add(token);
            }
        }
        return unknown;
    }

    private static String plain(String token) {
        return token.toLowerCase(Locale.ROOT)
                .replaceAll("^[^\\p{L}\\p{N}']+|[^\\p{L}\\p{N}'.]+$", "")
                .replaceAll("[\"\\\\]", "");
    }

    /** Where Chinese words end nobody writes: as few known words as make up the token. */
    private static boolean cut(String token, WordTable table, List<String> words) {
        if (token.isEmpty()) {
            return true;
        }
        if (table.knows(token)) {
            words.add(token);
            return true;
        }
        String withoutDots = token.replaceAll("\\.+$", "");
        if (!withoutDots.equals(token)) {
            return cut(withoutDots, table, words);
        }
        if (token.codePoints().noneMatch(Character::isIdeographic)) {
            return false;
        }
        int length = token.length();
        int[] fewest = new int[length + 1];
        int[] from = new int[length + 1];
        for (int end = 1; end <= length; end++) {
            fewest[end] = Integer.MAX_VALUE;
            for (int start = 0; start < end; start++) {
                if (fewest[start] < fewest[end] - 1 && table.knows(token.substring(start, end))) {
                    fewest[end] = fewest[start] + 1;
                    from[end] = start;
                }
            }
        }
        if (fewest[length] == Integer.MAX_VALUE) {
            return false;
        }
        var cut = new ArrayList<String>();
        for (int end = length; end > 0; end = from[end]) {
            cut.addFirst(token.substring(from[end], end));
        }
        words.addAll(cut);
        return true;
    }

    /** A list of phrases in JSON, as the library takes it. */
    String json() {
        return '[' + list + (unknown ? (list.isEmpty() ? "" : ",") + '"' + UNKNOWN + '"' : "") + ']';
    }

    int size() {
        return size;
    }

    /** Whether the grammars take words that are not among the phrases. */
    boolean takesGarbage() {
        return garbage;
    }

    /**
     * The same with {@link #UNKNOWN}, which takes what is none of the phrases, and takes some of what is one: measured here, of
     * strings of digits every other one.
     */
    PhraseList withUnknown() {
        return withUnknown.orElse(this);
    }
}
