package org.belltower.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts words that follow each other together as they are written, and cuts them into sentences. <em>Immutable.</em> A
 * sentence is what a synthesiser speaks best, and what another call is likely to need again.
 */
final class Sentences {
    private static final String WIDE_ENDS = "。！？";
    private static final String ENDS = ".!?";
    private static final String CLOSING = "”’\"')」』）";
    private static final String PUNCTUATION = ",.;:!?)，。；：！？、）”’」』…";

    private Sentences() {}

    /** Both texts in one, with a blank between them where words would run together. */
    static String join(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left + right;
        }
        char last = left.charAt(left.length() - 1);
        char first = right.charAt(0);
        boolean apart =
                isWesternWord(first) && (isWesternWord(last) || ENDS.indexOf(last) >= 0 || ",;:".indexOf(last) >= 0);
        return apart ? left + " " + right : left + right;
    }

    /** Single blanks, none beside Chinese characters or before punctuation, none at the ends. */
    static String tidy(String text) {
        return pick(text, tidyPlaces(text));
    }

    /** The characters at these places, every blank a plain one. */
    static String pick(String text, int[] places) {
        StringBuilder picked = new StringBuilder(places.length);
        for (int place : places) {
            picked.append(isBlank(text.charAt(place)) ? ' ' : text.charAt(place));
        }
        return picked.toString();
    }

    /** Where each character of the tidy text stands in this one. */
    static int[] tidyPlaces(String text) {
        int[] places = new int[text.length()];
        int length = 0;
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (isBlank(character)) {
                blank = true;
                continue;
            }
            if (blank && length > 0 && needsBlank(text.charAt(places[length - 1]), character)) {
                places[length++] = i - 1;
            }
            places[length++] = i;
            blank = false;
        }
        return Arrays.copyOf(places, length);
    }

    /** Where each sentence ends, behind its punctuation; the last is the text's own end. */
    static List<Integer> ends(String text) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (endsAt(text, i)) {
                int end = i + 1;
                while (end < text.length() && (CLOSING + ENDS + WIDE_ENDS).indexOf(text.charAt(end)) >= 0) {
                    end++;
                }
                ends.add(end);
                i = end - 1;
            }
        }
        if (ends.isEmpty() || ends.getLast() < text.length()) {
            ends.add(text.length());
        }
        return ends;
    }

    /** True where the text ends as a sentence does. */
    static boolean endsSentence(String text) {
        return !text.isEmpty() && (WIDE_ENDS + ENDS).indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static boolean endsAt(String text, int at) {
        char character = text.charAt(at);
        if (WIDE_ENDS.indexOf(character) >= 0) {
            return true;
        }
        if (ENDS.indexOf(character) < 0) {
            return false;
        }
        int next = at + 1;
        while (next < text.length() && CLOSING.indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        boolean beforeNewSentence = next + 1 < text.length()
                && text.charAt(next) == ' '
                && (Character.isUpperCase(text.charAt(next + 1)) || isChinese(text.charAt(next + 1)));
        return beforeNewSentence && !(character == '.' && isAbbreviation(text, at));
    }

    /** One letter, or a short capitalised word as in Mr. and St.: rather two sentences in one clip than a cut name. */
    private static boolean isAbbreviation(String text, int dot) {
        int from = dot;
        while (from > 0 && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        return dot - from == 1 || (dot - from <= 3 && from < dot && Character.isUpperCase(text.charAt(from)));
    }

    private static boolean needsBlank(char before, char after) {
        return !isChinese(before) && !isChinese(after) && PUNCTUATION.indexOf(after) < 0;
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isWesternWord(char character) {
        return Character.isLetterOrDigit(character) && !isChinese(character);
    }

    /** Han, kana and the full-width punctuation that goes with them. */
    private static boolean isChinese(char character) {
        return (character >= 0x2E80 && character <= 0xFFEF && !(character >= 0xAC00 && character < 0xF900))
                || "“”‘’…".indexOf(character) >= 0;
    }
}
