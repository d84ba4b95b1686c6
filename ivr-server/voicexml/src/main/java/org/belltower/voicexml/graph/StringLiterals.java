package org.belltower.voicexml.graph;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The string literals of an ECMAScript expression, as far as they hold no escapes. */
public final class StringLiterals {
    private static final Pattern LITERAL = Pattern.compile("'([^'\\\\\\n]*)'|\"([^\"\\\\\\n]*)\"");

    private StringLiterals() {}

    /** In their order. */
    public static List<String> in(String expression) {
        Matcher found = LITERAL.matcher(expression);
        return found.results()
                .map(one -> one.group(1) == null ? one.group(2) : one.group(1))
                .toList();
    }
}
