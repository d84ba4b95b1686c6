package org.belltower.grammar;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.mozilla.javascript.Context;

/**
 * Writes what a match means as XML, for whoever takes it in that form. <i>Confined to one thread.</i> A property becomes an element
 * of its name, a simple value becomes text, an array has a {@code length} and an {@code <item index="…">} for each of its elements.
 * An object says with {@code _attributes} and {@code _value} what is to be attributes and text, and with {@code _nsdecl} and
 * {@code _nsprefix} which namespaces it declares and is of. Null is an empty element; what is undefined is left out.
 *
 * <p>Spec: SISR 1.0 §7.
 */
public final class MeaningXml {
    private static final String ATTRIBUTES = "_attributes";
    private static final String VALUE = "_value";
    private static final String DECLARATION = "_nsdecl";
    private static final String PREFIX = "_nsprefix";
    private static final Set<String> SPECIAL = Set.of(ATTRIBUTES, VALUE, DECLARATION, PREFIX);

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}._-]*");

    private final StringBuilder out = new StringBuilder();

    private MeaningXml() {}

    /** What came of writing. */
    public sealed interface Outcome {
        /** One element, without white space of its own. */
        record Written(String xml) implements Outcome {}

        /**
         * XML has no way to say it.
         *
         * @param reason for the author of the grammar
         */
        record Impossible(String reason) implements Outcome {}
    }

    private static final class ImpossibleException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ImpossibleException(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * The value inside an element.
     *
     * @param name of the element around it, which the specification leaves open
     */
    public static Outcome write(ScriptValue value, String name) {
        var writer = new MeaningXml();
        try {
            writer.element(name, value, "", Set.of());
            return new Outcome.Written(writer.out.toString());
        } catch (ImpossibleException e) {
            return new Outcome.Impossible(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes an element.
     *
     * @param more attributes that it has beside its own, as written
     * @param around prefixes that elements around it have declared
     */
    private void element(String name, ScriptValue value, String more, Set<String> around) {
        Map<String, ScriptValue> properties =
                value instanceof ScriptValue.Structure(var inner) ? inner : Map.<String, ScriptValue>of();
        Set<String> declared = new HashSet<>(around);
        var declarations = new StringBuilder();
        declare(property(properties, DECLARATION), declared, declarations);
        String tag = qualified(property(properties, PREFIX), name, declared);
        out.append('<').append(tag).append(declarations).append(more);
        if (property(properties, ATTRIBUTES) instanceof ScriptValue.Structure(var attributes)) {
            attributes.forEach((attribute, content) -> attribute(attribute, content, declared));
        }
        if (value instanceof ScriptValue.Array(var elements)) {
            out.append(" length=\"").append(elements.size()).append('"');
        }
        int open = out.length();
        out.append('>');
        content(value, properties, declared);
        if (out.length() == open + 1) {
            out.insert(open, '/');
        } else {
            out.append("</").append(tag).append('>');
        }
    }

    private void content(ScriptValue value, Map<String, ScriptValue> properties, Set<String> declared) {
        switch (value) {
            case ScriptValue.Undefined _, ScriptValue.Null _ -> {}
            case ScriptValue.Truth _, ScriptValue.Numeric _, ScriptValue.Text _ -> escape(simple(value), out);
            case ScriptValue.Array(List<ScriptValue> elements) -> {
                for (int i = 0; i < elements.size(); i++) {
                    if (!(elements.get(i) instanceof ScriptValue.Undefined)) {
                        element("item", elements.get(i), " index=\"" + i + "\"", declared);
                    }
                }
            }
            case ScriptValue.Structure _ -> {
                escape(simple(property(properties, VALUE)), out);
                properties.forEach((name, inner) -> {
                    if (!SPECIAL.contains(name) && !(inner instanceof ScriptValue.Undefined)) {
                        element(name, inner, "", declared);
                    }
                });
            }
        }
    }

    private static ScriptValue property(Map<String, ScriptValue> properties, String name) {
        return properties.getOrDefault(name, new ScriptValue.Undefined());
    }

    /** One declaration, or several in an array. */
    private static void declare(ScriptValue declaration, Set<String> declared, StringBuilder to) {
        switch (declaration) {
            case ScriptValue.Array(List<ScriptValue> several) -> several.forEach(one -> declare(one, declared, to));
            case ScriptValue.Structure(var parts) -> {
                String prefix = simple(property(parts, "_prefix"));
                to.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + named(prefix))
                        .append("=\"");
                escape(simple(property(parts, "_name")), to);
                to.append('"');
                declared.add(prefix);
            }
            default -> {}
        }
    }

    private void attribute(String name, ScriptValue value, Set<String> declared) {
        Map<String, ScriptValue> parts =
                value instanceof ScriptValue.Structure(var inner) ? inner : Map.<String, ScriptValue>of();
        out.append(' ')
                .append(qualified(property(parts, PREFIX), name, declared))
                .append("=\"");
        escape(simple(value instanceof ScriptValue.Structure ? property(parts, VALUE) : value), out);
        out.append('"');
    }

    private static String qualified(ScriptValue prefix, String name, Set<String> declared) {
        String text = simple(prefix);
        if (text.isEmpty()) {
            return named(name);
        }
        if (!declared.contains(text)) {
            throw new ImpossibleException(
                    "the prefix “" + text + "” of “" + name + "” is declared by no " + DECLARATION);
        }
        return text + ":" + named(name);
    }

    private static String named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ImpossibleException("“" + name + "” is no name in XML");
        }
        return name;
    }

    /** As ECMAScript writes it; nothing for what is not there. */
    private static String simple(ScriptValue value) {
        return switch (value) {
            case ScriptValue.Undefined _, ScriptValue.Null _ -> "";
            case ScriptValue.Truth(boolean truth) -> Boolean.toString(truth);
            case ScriptValue.Numeric(double number) -> Context.toString(number);
            case ScriptValue.Text(String text) -> text;
            case ScriptValue.Array _, ScriptValue.Structure _ ->
                throw new ImpossibleException("an attribute, a prefix or " + VALUE + " is an object instead of a text");
        };
    }

    private static void escape(String text, StringBuilder to) {
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '&' -> to.append("&amp;");
                case '"' -> to.append("&quot;");
                case '\n', '\r', '\t' -> to.append("&#").append(character).append(';');
                default -> {
                    boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
                    if (character < ' ' || surrogate || character == 0xFFFE || character == 0xFFFF) {
                        throw new ImpossibleException("the result holds a character that XML has not");
                    }
                    to.appendCodePoint(character);
                }
            }
        });
    }
}
