package org.belltower.grammar;

/**
 * One lexical unit of the ABNF form. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 Appendix D, lexical grammar.
 *
 * @param text what the unit says, without the marks around it
 * @param type the media type behind an address; empty where there is none
 */
record AbnfToken(Kind kind, String text, String type, Position position) {
    enum Kind {
        /** A word without quotes: a token, a keyword or a language code. */
        WORD,
        DOUBLE_QUOTED,
        SINGLE_QUOTED,
        /** {@code $name}. */
        RULE_NAME,
        /** {@code $<address>} or {@code $<address>~<type>}. */
        RULE_ADDRESS,
        /** {@code <…>}, an address or a repeat as the place has it. */
        ANGLED,
        /** {@code /2.5/}. */
        WEIGHT,
        /** {@code {…}} or {@code {!{…}!}}. */
        TAG,
        /** {@code !en-US}, right behind what it belongs to. */
        LANGUAGE,
        /** {@code /** … }. */
        DOCUMENTATION,
        /** One of {@code ; = | ( ) [ ]}. */
        MARK,
        END
    }

    boolean isMark(char mark) {
        return kind == Kind.MARK && text.charAt(0) == mark;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    /** The unit as an author would call it in a message. */
    String shown() {
        return switch (kind) {
            case WORD, MARK -> "“" + text + "”";
            case DOUBLE_QUOTED, SINGLE_QUOTED -> "the text “" + text + "”";
            case RULE_NAME -> "$" + text;
            case RULE_ADDRESS -> "$<" + text + ">";
            case ANGLED -> "<" + text + ">";
            case WEIGHT -> "the weight /" + text + "/";
            case TAG -> "a tag";
            case LANGUAGE -> "!" + text;
            case DOCUMENTATION -> "a comment";
            case END -> "the end";
        };
    }
}
