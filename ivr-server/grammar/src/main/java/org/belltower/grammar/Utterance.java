package org.belltower.grammar;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was keyed or said, as the pieces that a grammar matches one by one. <i>Immutable.</i> A key is a piece. Of speech a
 * word is one, and so is each Chinese character and each digit: where a recogniser sees the ends of Chinese words, or
 * whether it writes {@code 2026} or {@code 2 0 2 6}, does not matter. The tokens of a grammar are cut the same way.
 *
 * <p>Spec: SRGS 1.0 §2.1.
 *
 * <p>Deviates: letters match in either case and in either width, and punctuation at the end of a word is passed over,
 * because recognisers differ in both; SRGS leaves it to the platform.
 */
final class Utterance {
    private static final String PUNCTUATION = ",.?!;:，。？！；：、…";

    private final List<Piece> pieces;

    private Utterance(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * @param form what is compared
     * @param text as it was said
     * @param apart whether white space separates it from the one before
     */
    private record Piece(String form, String text, boolean apart) {}

    static Utterance of(GrammarMode mode, List<String> tokens) {
        var pieces = new ArrayList<Piece>();
        for (String token : tokens) {
            cut(mode, token, pieces);
        }
        return new Utterance(pieces);
    }

    /** What a token of a grammar compares as; at least one form. */
    static List<String> forms(GrammarMode mode, String token) {
        return of(mode, List.of(token)).pieces.stream().map(Piece::form).toList();
    }

    int length() {
        return pieces.size();
    }

    /** What a piece compares as. */
    String form(int at) {
        return pieces.get(at).form;
    }

    /** A piece as it was said. */
    String text(int at) {
        return pieces.get(at).text;
    }

    /** From one piece up to, not including, another. */
    String text(int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            Piece piece = pieces.get(i);
            text.append(i > from && piece.apart ? " " : "").append(piece.text);
        }
        return text.toString();
    }

    /** All of it: keys without spaces, words with one between, Chinese characters without. */
    String text() {
        return text(0, pieces.size());
    }

    private static void cut(GrammarMode mode, String token, List<Piece> pieces) {
        if (mode == GrammarMode.DTMF) {
            pieces.add(new Piece(token, token, false));
            return;
        }
        int before = pieces.size();
        String text = Normalizer.normalize(token, Normalizer.Form.NFKC);
        boolean apart = true;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Character.isWhitespace(c)) {
                apart = true;
                at += Character.charCount(c);
                continue;
            }
            int end = end(text, at);
            String piece = text.substring(at, end);
            if (!closing(text, at, end)) {
                add(piece, apart, pieces);
                apart = false;
            }
            at = end;
        }
        if (pieces.size() == before && !text.isBlank()) {
            add(text.strip(), true, pieces);
        }
    }

    private static void add(String text, boolean apart, List<Piece> pieces) {
        boolean space = apart && !afterIdeograph(pieces) && !startsIdeograph(text);
        pieces.add(new Piece(text.toLowerCase(Locale.ROOT), text, space));
    }

    private static boolean startsIdeograph(String text) {
        return Character.isIdeographic(text.codePointAt(0));
    }

    private static boolean afterIdeograph(List<Piece> pieces) {
        return !pieces.isEmpty() && startsIdeograph(pieces.getLast().text);
    }

    /** Where the piece ends that begins at {@code from}. */
    private static int end(String text, int from) {
        int first = text.codePointAt(from);
        int end = from + Character.charCount(first);
        if (single(first)) {
            return end;
        }
        boolean mark = mark(first);
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (Character.isWhitespace(c) || single(c) || mark(c) != mark) {
                boolean inside = !mark && mark(c) && !closing(text, end, end + 1);
                if (!inside || Character.isWhitespace(c) || single(c)) {
                    return end;
                }
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** Whether a run of punctuation ends a word: white space, an ideograph or nothing follows. */
    private static boolean closing(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!mark(text.charAt(i))) {
                return false;
            }
        }
        int after = to;
        while (after < text.length() && mark(text.charAt(after))) {
            after++;
        }
        return after == text.length()
                || Character.isWhitespace(text.charAt(after))
                || Character.isIdeographic(text.codePointAt(after));
    }

    private static boolean single(int c) {
        return Character.isIdeographic(c) || (c >= '0' && c <= '9');
    }

    private static boolean mark(int c) {
        return PUNCTUATION.indexOf(c) >= 0;
    }
}
