package org.belltower.grammar;

import java.util.ArrayList;
import java.util.List;

/** The examples in a documentation comment: the lines from {@code @example} on. Spec: SRGS 1.0 §3.3. */
final class AbnfExamples {
    private static final String MARK = "@example";

    private AbnfExamples() {}

    static List<String> of(String comment) {
        var examples = new ArrayList<String>();
        boolean open = false;
        for (String whole : comment.split("\\R", -1)) {
            String line = whole.strip();
            if (line.startsWith("*")) {
                line = line.substring(1).strip();
            }
            boolean begins = line.equals(MARK) || (line.startsWith(MARK) && Character.isWhitespace(line.charAt(8)));
            if (begins) {
                examples.add(spaced(line.substring(MARK.length())));
                open = true;
            } else if (line.startsWith("@")) {
                open = false;
            } else if (open && !line.isEmpty()) {
                examples.set(examples.size() - 1, spaced(examples.getLast() + " " + line));
            }
        }
        return examples;
    }

    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
