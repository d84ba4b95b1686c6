package org.belltower.grammar;

import java.util.Optional;

/**
 * The language in which a grammar's tags are written. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §4.8; SISR 1.0 §2.
 */
public sealed interface TagFormat {
    /** No {@code tag-format} is named: tags are taken in the working-draft form {@code $ = "…"}. */
    record Undeclared() implements TagFormat {}

    /** {@code semantics/1.0-literals}: a tag is the value itself. */
    record Literals() implements TagFormat {}

    /** {@code semantics/1.0}: a tag is ECMAScript. */
    record Script() implements TagFormat {}

    /** Any other format: its tags are carried, not evaluated. */
    record Other(String format) implements TagFormat {}

    /** The text that reads back as the same format; empty where none is named. */
    default Optional<String> name() {
        return switch (this) {
            case Undeclared() -> Optional.empty();
            case Literals() -> Optional.of("semantics/1.0-literals");
            case Script() -> Optional.of("semantics/1.0");
            case Other(var format) -> Optional.of(format);
        };
    }

    /** The format of a {@code tag-format} attribute, which is a URI or one of the reserved names. */
    static TagFormat parse(String name) {
        return switch (name.strip()) {
            case "" -> new Undeclared();
            case "semantics/1.0-literals" -> new Literals();
            case "semantics/1.0" -> new Script();
            default -> new Other(name.strip());
        };
    }
}
