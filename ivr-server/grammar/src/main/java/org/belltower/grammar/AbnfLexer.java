package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks a text in the ABNF form into its lexical units, from the self-identifying header on. <i>Confined to the thread
 * that reads.</i> What is no unit at all ends the reading with an {@link UnreadableGrammarException}.
 *
 * <p>Spec: SRGS 1.0 §4.1 and Appendix D.
 *
 * <p>Deviates: a word may hold any character that is no mark of the form, apostrophes and {@code *} and {@code #} too, where
 * Appendix D takes name characters only; nothing that it allows is read differently.
 */
final class AbnfLexer {
    /** What every text in this form begins with. */
    static final String MAGIC = "#ABNF";

    /** The header, with the character encoding as its group. */
    static final Pattern HEADER = Pattern.compile("#ABNF 1\\.0(?: ([A-Za-z0-9._:\\-]+))?;");

    private static final String MARKS = ";=|()[]";
    private static final String BOUNDARIES = MARKS + "<>{}/$!\"";

    private final SourceText source;
    private final String text;
    private final URI document;
    private final GrammarLimits limits;
    private final List<AbnfToken> found = new ArrayList<>();
    private int at;

    private AbnfLexer(SourceText source, URI document, GrammarLimits limits) {
        this.source = source;
        this.text = source.text();
        this.document = document;
        this.limits = limits;
    }

    /** The units behind the header; the last one is {@link AbnfToken.Kind#END}. */
    static List<AbnfToken> tokens(SourceText source, URI document, GrammarLimits limits) {
        return new AbnfLexer(source, document, limits).run();
    }

    private List<AbnfToken> run() {
        skipSpace();
        Matcher header = HEADER.matcher(text).region(at, text.length());
        if (!header.lookingAt()) {
            throw unreadable(
                    at, "the header is not that of ABNF 1.0", "SRGS 1.0 §4.1", "Begin with “#ABNF 1.0 UTF-8;”");
        }
        at = header.end();
        if (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            throw unreadable(at, "the header's line goes on", "SRGS 1.0 §4.1", "Begin a new line behind its semicolon");
        }
        skipSpace();
        while (at < text.length()) {
            read();
            if (found.size() > limits.elements()) {
                throw new UnreadableGrammarException(new GrammarProblem(
                        GrammarProblem.Kind.LIMIT,
                        document,
                        source.position(at),
                        "there are more than " + limits.elements() + " tokens",
                        "limit of this server",
                        "Split the grammar"));
            }
            skipSpace();
        }
        add(AbnfToken.Kind.END, "", "", text.length());
        return found;
    }

    private void read() {
        int start = at;
        char c = text.charAt(at);
        switch (c) {
            case '"' -> add(AbnfToken.Kind.DOUBLE_QUOTED, upTo("\"", 1, "a quote"), "", start);
            case '\'' -> add(AbnfToken.Kind.SINGLE_QUOTED, upTo("'", 1, "a quote"), "", start);
            case '{' -> {
                boolean fenced = text.startsWith("{!{", at);
                String content = fenced ? upTo("}!}", 3, "a tag") : upTo("}", 1, "a tag");
                add(AbnfToken.Kind.TAG, content.strip(), "", start);
            }
            case '$' -> reference(start);
            case '<' ->
                add(AbnfToken.Kind.ANGLED, upTo(">", 1, "an angle bracket").strip(), type(), start);
            case '/' -> slash(start);
            case '!' -> {
                at++;
                boolean behindSpace = start == 0 || Character.isWhitespace(text.charAt(start - 1));
                String code = word();
                if (code.isEmpty() || behindSpace) {
                    throw unreadable(
                            start,
                            "a language stands alone",
                            "SRGS 1.0 §2.7",
                            "Write !en-US right behind a token or a bracket");
                }
                add(AbnfToken.Kind.LANGUAGE, code, "", start);
            }
            default -> {
                if (MARKS.indexOf(c) >= 0) {
                    at++;
                    add(AbnfToken.Kind.MARK, String.valueOf(c), "", start);
                } else if (BOUNDARIES.indexOf(c) >= 0) {
                    throw unreadable(start, "“" + c + "” opens nothing", "SRGS 1.0 Appendix D", "Take it out");
                } else {
                    add(AbnfToken.Kind.WORD, word(), "", start);
                }
            }
        }
    }

    private void reference(int start) {
        at++;
        if (at < text.length() && text.charAt(at) == '<') {
            add(AbnfToken.Kind.RULE_ADDRESS, upTo(">", 1, "an address").strip(), type(), start);
            return;
        }
        String name = word();
        if (!RuleName.fitsAbnf(name)) {
            throw unreadable(
                    start,
                    "$" + name + " is no rule name",
                    "SRGS 1.0 §3.1",
                    "Begin with a letter, then write letters, digits and _");
        }
        add(AbnfToken.Kind.RULE_NAME, name, "", start);
    }

    private void slash(int start) {
        if (text.startsWith("/*", at)) {
            boolean documentation = text.startsWith("/**", at) && !text.startsWith("/**/", at);
            String comment = upTo("*/", 2, "a comment");
            if (documentation) {
                add(AbnfToken.Kind.DOCUMENTATION, comment.substring(1), "", start);
            }
        } else if (text.startsWith("//", at)) {
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
        } else {
            add(AbnfToken.Kind.WEIGHT, upTo("/", 1, "a weight").strip(), "", start);
        }
    }

    /** The media type that may stand right behind an address: {@code ~<…>}. */
    private String type() {
        if (!text.startsWith("~<", at)) {
            return "";
        }
        at++;
        return upTo(">", 1, "a media type").strip();
    }

    /** What stands from {@code skip} characters on up to a closing mark, which is passed. */
    private String upTo(String close, int skip, String what) {
        int end = text.indexOf(close, at + skip);
        if (end < 0) {
            throw unreadable(at, what + " is not closed", "SRGS 1.0 Appendix D", "Write " + close + " at its end");
        }
        String content = text.substring(at + skip, end);
        at = end + close.length();
        return content;
    }

    private String word() {
        int start = at;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && BOUNDARIES.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void add(AbnfToken.Kind kind, String content, String type, int start) {
        found.add(new AbnfToken(kind, content, type, source.position(start)));
    }

    private UnreadableGrammarException unreadable(int index, String what, String rule, String remedy) {
        return new UnreadableGrammarException(
                new GrammarProblem(GrammarProblem.Kind.SYNTAX, document, source.position(index), what, rule, remedy));
    }
}
