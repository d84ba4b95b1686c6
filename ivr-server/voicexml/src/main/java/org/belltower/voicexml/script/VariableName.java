package org.belltower.voicexml.script;

import java.util.Optional;
import java.util.Set;
import org.belltower.voicexml.markup.Position;

/**
 * The target of an assignment: a variable, or a property such as {@code document.total} or {@code order.lines[0]}. Immutable.
 * Spec: VoiceXML 2.0 §5.3.2.
 *
 * @param text as the document has it
 * @param root the first identifier
 * @param property the second, where a dot and nothing else follows the first; tells {@code document.x}, which must exist
 */
public record VariableName(String text, String root, Optional<String> property) {
    /** Empty where the text is no variable's name. */
    public static Optional<VariableName> parse(String text) {
        int end = identifierEnd(text, 0);
        if (end == 0) {
            return Optional.empty();
        }
        String root = text.substring(0, end);
        if (end == text.length()) {
            return Optional.of(new VariableName(text, root, Optional.empty()));
        }
        if (text.charAt(end) != '.') {
            return text.charAt(end) == '['
                    ? Optional.of(new VariableName(text, root, Optional.empty()))
                    : Optional.empty();
        }
        int second = identifierEnd(text, end + 1);
        return second == end + 1
                ? Optional.empty()
                : Optional.of(new VariableName(text, root, Optional.of(text.substring(end + 1, second))));
    }

    /** Words that ECMAScript keeps for itself. Spec: ECMA-262, third edition, §7.5.1; VoiceXML 2.0 §5.1.1. */
    private static final Set<String> RESERVED = Set.of(
            "break",
            "case",
            "catch",
            "continue",
            "default",
            "delete",
            "do",
            "else",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "in",
            "instanceof",
            "new",
            "null",
            "return",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "var",
            "void",
            "while",
            "with",
            "class",
            "const",
            "debugger",
            "enum",
            "export",
            "extends",
            "import",
            "super");

    /** Whether the text is one identifier, as the name of a variable that is declared must be. */
    public static boolean isIdentifier(String text) {
        return !text.isEmpty() && identifierEnd(text, 0) == text.length() && !RESERVED.contains(text);
    }

    /**
     * The name of what is declared, where it may be one.
     *
     * @throws DialogEventException {@code error.semantic} where it may not
     */
    public static String declared(String name, Position at) {
        if (!isIdentifier(name)) {
            throw DialogEventException.semantic(at + ": \"" + name
                    + "\" cannot be declared: a name has no dots or blanks and is no word of ECMAScript");
        }
        return name;
    }

    private static int identifierEnd(String text, int from) {
        int i = from;
        while (i < text.length()
                && (i == from
                        ? Character.isJavaIdentifierStart(text.charAt(i))
                        : Character.isJavaIdentifierPart(text.charAt(i)))) {
            i++;
        }
        return i;
    }
}
