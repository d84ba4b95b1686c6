package org.belltower.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Breaks the text of an expansion into tokens: words parted by white space, or several words between double quotes.
 * <i>Confined to the thread that reads.</i>
 *
 * <p>Spec: SRGS 1.0 §2.1 and Appendix E.
 */
final class TokenReader {
    private final GrammarMode mode;
    private final Problems problems;
    private final GrammarLimits limits;
    private int tokens;

    TokenReader(GrammarMode mode, Problems problems, GrammarLimits limits) {
        this.mode = mode;
        this.problems = problems;
        this.limits = limits;
    }

    /** The tokens of a text that begins at {@code start}. */
    List<Expansion> words(String text, Position start, Locale language) {
        var found = new ArrayList<Expansion>();
        int at = 0;
        Position position = start;
        while (at < text.length()) {
            int end = end(text, at);
            if (end < 0) {
                problems.syntax(
                        position, "a quoted token has no closing quote", "SRGS 1.0 §2.1", "Write \" at its end");
                return found;
            }
            char first = text.charAt(at);
            if (first == '"') {
                found.addAll(token(text.substring(at + 1, end - 1), position, language));
            } else if (!Character.isWhitespace(first)) {
                found.addAll(token(text.substring(at, end), position, language));
            }
            position = after(text, at, end, position);
            at = end;
        }
        return found;
    }

    /** Where the run of white space, the word or the quoted token that begins at {@code from} ends; -1 for no quote. */
    private static int end(String text, int from) {
        char first = text.charAt(from);
        if (first == '"') {
            int quote = text.indexOf('"', from + 1);
            return quote < 0 ? -1 : quote + 1;
        }
        boolean space = Character.isWhitespace(first);
        int end = from + 1;
        while (end < text.length() && Character.isWhitespace(text.charAt(end)) == space && text.charAt(end) != '"') {
            end++;
        }
        return end;
    }

    /** One token as it was delimited; in a DTMF grammar one for each key. */
    List<Expansion> token(String content, Position position, Locale language) {
        String text = content.strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            problems.syntax(position, "a token is empty", "SRGS 1.0 §2.1", "Write a word in it or leave it out");
            return List.of();
        }
        if (mode == GrammarMode.VOICE) {
            count(1, position);
            return List.of(new Expansion.Token(text, language));
        }
        Optional<List<Key>> keys = Key.sequence(text);
        if (keys.isEmpty()) {
            problems.syntax(
                    position,
                    "“" + text + "” is no key",
                    "SRGS 1.0 Appendix E",
                    "Write 0-9, * (star), # (pound) or A-D, or mode=\"voice\"");
            return List.of();
        }
        count(keys.get().size(), position);
        return keys.get().stream()
                .<Expansion>map(key -> new Expansion.Token(String.valueOf(key.symbol()), language))
                .toList();
    }

    private void count(int more, Position position) {
        tokens += more;
        if (tokens > limits.elements()) {
            throw new UnreadableGrammarException(new GrammarProblem(
                    GrammarProblem.Kind.LIMIT,
                    problems.document(),
                    position,
                    "there are more than " + limits.elements() + " tokens",
                    "limit of this server",
                    "Split the grammar"));
        }
    }

    private static Position after(String text, int from, int to, Position position) {
        int line = position.line();
        int column = position.column();
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Position(line, column);
    }
}
