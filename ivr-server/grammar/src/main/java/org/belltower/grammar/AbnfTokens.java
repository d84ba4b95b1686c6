package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Goes through the units of a text in the ABNF form. <i>Confined to the thread that reads.</i> */
final class AbnfTokens {
    private final List<AbnfToken> tokens;
    private final URI document;
    private final int[] partner;
    private int at;

    AbnfTokens(List<AbnfToken> tokens, URI document) {
        this.tokens = List.copyOf(tokens);
        this.document = document;
        this.partner = partners(tokens);
    }

    AbnfToken peek() {
        return tokens.get(at);
    }

    /** The next unit; the end is never passed. */
    AbnfToken next() {
        AbnfToken token = tokens.get(at);
        if (token.kind() != AbnfToken.Kind.END) {
            at++;
        }
        return token;
    }

    AbnfToken take(AbnfToken.Kind kind, String wanted, String section) {
        AbnfToken token = next();
        if (token.kind() != kind) {
            throw unexpected(token, wanted, section);
        }
        return token;
    }

    void mark(char mark, String section) {
        AbnfToken token = next();
        if (!token.isMark(mark)) {
            throw unexpected(token, "“" + mark + "”", section);
        }
    }

    /** The semicolon of a statement. */
    void end() {
        mark(';', "SRGS 1.0 Appendix D");
    }

    /** The language behind the bracket that closes the one at hand. */
    Optional<AbnfToken> languageOfGroup() {
        int close = partner[at];
        return close < 0 || close + 1 >= tokens.size()
                ? Optional.empty()
                : Optional.of(tokens.get(close + 1)).filter(token -> token.kind() == AbnfToken.Kind.LANGUAGE);
    }

    /** Goes behind the next semicolon, or back to one that was just passed. */
    void skipStatement() {
        if (at > 0 && tokens.get(at - 1).isMark(';')) {
            return;
        }
        while (peek().kind() != AbnfToken.Kind.END && !next().isMark(';')) {
            // What belongs to the broken statement says nothing.
        }
    }

    UnreadableGrammarException unexpected(AbnfToken token, String wanted, String section) {
        return new UnreadableGrammarException(new GrammarProblem(
                GrammarProblem.Kind.SYNTAX,
                document,
                token.position(),
                token.shown() + " stands where " + wanted + " is wanted",
                section,
                "Write " + wanted + " there"));
    }

    UnreadableGrammarException over(AbnfToken token, String what, String remedy) {
        return new UnreadableGrammarException(new GrammarProblem(
                GrammarProblem.Kind.LIMIT, document, token.position(), what, "limit of this server", remedy));
    }

    /** For each opening bracket the index of the closing one; -1 for anything else. */
    private static int[] partners(List<AbnfToken> tokens) {
        var partner = new int[tokens.size()];
        Arrays.fill(partner, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            AbnfToken token = tokens.get(i);
            if (token.isMark('(') || token.isMark('[')) {
                open.push(i);
            } else if ((token.isMark(')') || token.isMark(']')) && !open.isEmpty()) {
                partner[open.pop()] = i;
            } else if (token.isMark(';')) {
                open.clear();
            }
        }
        return partner;
    }
}
