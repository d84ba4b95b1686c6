package org.belltower.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simplest statement that a tag can hold: a constant, or the value of another rule, is given to the rule's result or
 * to a property of it. Understood without an ECMAScript engine; a tag that holds anything else is a script.
 * <i>Immutable.</i>
 *
 * <p>Spec: SISR 1.0 §3.2; the form {@code $ = …} is that of its working drafts, which VoiceXML 2.0 examples use.
 *
 * @param path the properties from the result down; empty is the result itself
 */
record TagAssignment(List<String> path, Source source) {
    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";
    private static final Pattern STATEMENT = Pattern.compile("\\s*(?:out|\\$)((?:\\." + NAME + ")*)\\s*=\\s*(?:"
            + "(?<string>\"(?:[^\"\\\\\\n]|\\\\[\"'\\\\/nt])*+\"|'(?:[^'\\\\\\n]|\\\\[\"'\\\\/nt])*+')"
            + "|(?<number>-?(?:0|[1-9]\\d*+)(?:\\.\\d++)?+)"
            + "|(?<truth>true|false)"
            + "|(?<latest>rules\\.latest\\(\\)|\\$\\$)"
            + "|(?:rules\\.|\\$)(?<rule>" + NAME + ")"
            + ")\\s*(?:;\\s*+|$)");

    TagAssignment {
        path = List.copyOf(path);
    }

    /** Where the value comes from. */
    sealed interface Source {
        record Literal(ScriptValue value) implements Source {}

        /** The rule that was matched last within this one. */
        record Latest() implements Source {}

        /** The last match of a rule of that name within this one. */
        record OfRule(String rule) implements Source {}
    }

    /** The assignments of a tag, in order; empty where it is anything else. */
    static Optional<List<TagAssignment>> parse(String tag) {
        var found = new ArrayList<TagAssignment>();
        Matcher matcher = STATEMENT.matcher(tag);
        int at = 0;
        while (at < tag.length()) {
            matcher.region(at, tag.length());
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            String path = matcher.group(1);
            found.add(new TagAssignment(
                    path.isEmpty() ? List.of() : List.of(path.substring(1).split("\\.", -1)), source(matcher)));
            at = matcher.end();
        }
        return Optional.of(List.copyOf(found));
    }

    private static Source source(Matcher matcher) {
        String quoted = matcher.group("string");
        if (quoted != null) {
            return new Source.Literal(new ScriptValue.Text(unescaped(quoted.substring(1, quoted.length() - 1))));
        }
        String number = matcher.group("number");
        if (number != null) {
            return new Source.Literal(new ScriptValue.Numeric(Double.parseDouble(number)));
        }
        String truth = matcher.group("truth");
        if (truth != null) {
            return new Source.Literal(new ScriptValue.Truth(truth.equals("true")));
        }
        if (matcher.group("latest") != null) {
            return new Source.Latest();
        }
        return new Source.OfRule(matcher.group("rule"));
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                plain.append(
                        switch (text.charAt(i)) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            default -> text.charAt(i);
                        });
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /**
     * The result after this assignment; empty where a property is set on something that is no object, which a script has to
     * say why.
     */
    Optional<ScriptValue> applyTo(Optional<ScriptValue> out, ScriptValue value) {
        return path.isEmpty()
                ? Optional.of(value)
                : set(out.orElseGet(() -> new ScriptValue.Structure(new LinkedHashMap<>())), path, value);
    }

    private static Optional<ScriptValue> set(ScriptValue target, List<String> path, ScriptValue value) {
        if (!(target instanceof ScriptValue.Structure(var known))) {
            return Optional.empty();
        }
        String name = path.getFirst();
        return (path.size() == 1
                        ? Optional.of(value)
                        : Optional.ofNullable(known.get(name))
                                .flatMap(inner -> set(inner, path.subList(1, path.size()), value)))
                .map(inner -> {
                    var properties = new LinkedHashMap<>(known);
                    properties.put(name, inner);
                    return new ScriptValue.Structure(properties);
                });
    }
}
