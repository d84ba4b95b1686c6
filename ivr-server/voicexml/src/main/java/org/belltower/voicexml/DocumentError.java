package org.belltower.voicexml;

import org.belltower.voicexml.markup.Position;

/**
 * What is wrong in a document, for its author. Immutable.
 *
 * @param what what stands there and why that is wrong
 * @param rule the rule it breaks, such as {@code VoiceXML 2.0 §5.3.7}
 * @param instead what to write instead
 */
public record DocumentError(Severity severity, Position position, String what, String rule, String instead) {
    public static DocumentError error(Position position, String what, String rule, String instead) {
        return new DocumentError(Severity.ERROR, position, what, rule, instead);
    }

    public static DocumentError warning(Position position, String what, String rule, String instead) {
        return new DocumentError(Severity.WARNING, position, what, rule, instead);
    }

    /** {@code file:line:column: what (rule); instead}. */
    @Override
    public String toString() {
        return position + ": " + what + " (" + rule + "); " + instead;
    }

    /** Whether the document can run. */
    public enum Severity {
        /** It cannot. */
        ERROR,
        /** It can, until this place is reached. */
        WARNING
    }
}
