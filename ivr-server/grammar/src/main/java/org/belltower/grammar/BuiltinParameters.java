package org.belltower.grammar;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What follows the question mark of a builtin. <i>Confined to the thread that compiles.</i> A parameter that nobody asked
 * for is a problem, so that a misspelt one is not silently ignored.
 *
 * <p>Spec: VoiceXML 2.0 Appendix P.
 */
final class BuiltinParameters {
    private static final String SECTION = "VoiceXML 2.0 Appendix P";

    private final Map<String, String> unread = new LinkedHashMap<>();
    private final Problems problems;

    BuiltinParameters(String text, Problems problems) {
        this.problems = problems;
        for (String part : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
            if (equals < 1 || name.isEmpty()) {
                fail("“" + part + "” is no parameter", "Write name=value, with ; between");
            } else if (unread.put(name, part.substring(equals + 1).strip()) != null) {
                fail("the parameter “" + name + "” is given twice", "Give it once");
            }
        }
    }

    /** A number from 1 up. */
    OptionalInt count(String name) {
        Optional<String> text = Optional.ofNullable(unread.remove(name));
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("\\d{1,4}")) {
            fail(name + "=" + text.get(), "Write a number of at most four digits");
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    /** One key. */
    Key key(String name, Key otherwise) {
        Optional<String> text = Optional.ofNullable(unread.remove(name));
        if (text.isEmpty()) {
            return otherwise;
        }
        Optional<Key> key = text.filter(t -> t.length() == 1).flatMap(t -> Key.of(t.charAt(0)));
        if (key.isEmpty()) {
            fail(name + "=" + text.get() + " is no key", "Write one of 0-9, *, # or A-D");
        }
        return key.orElse(otherwise);
    }

    void fail(String what, String remedy) {
        problems.add(new GrammarProblem(
                GrammarProblem.Kind.BUILTIN_PARAMETERS, problems.document(), Position.start(), what, SECTION, remedy));
    }

    /** Reports what was not asked for. */
    void close() {
        unread.keySet().forEach(name -> fail("there is no parameter “" + name + "”", "Take it out"));
    }

    static GrammarProblem wordless(URI uri, String what, String remedy) {
        return new GrammarProblem(GrammarProblem.Kind.LANGUAGE, uri, Position.start(), what, SECTION, remedy);
    }

    static GrammarProblem unknown(URI uri, String what, String remedy) {
        return new GrammarProblem(GrammarProblem.Kind.BUILTIN_UNKNOWN, uri, Position.start(), what, SECTION, remedy);
    }
}
