package org.belltower.grammar;

import java.net.URI;

/**
 * Something in a grammar that its author has to change. <i>Immutable.</i>
 *
 * @param kind what sort of problem, which decides the VoiceXML event
 * @param document where it stands
 * @param position line and column in that document
 * @param what what was found
 * @param rule the section that says so, as {@code SRGS 1.0 §2.5}
 * @param remedy what to write instead
 */
public record GrammarProblem(Kind kind, URI document, Position position, String what, String rule, String remedy) {

    /** Why a grammar cannot be used. */
    public enum Kind {
        /** The text breaks a rule of its format. VoiceXML: {@code error.badfetch}. */
        SYNTAX,
        /** A rule or document that is referred to is missing, private, or leads back to itself. VoiceXML: {@code error.badfetch}. */
        REFERENCE,
        /** The text is over a {@link GrammarLimits limit}. VoiceXML: {@code error.badfetch}. */
        LIMIT,
        /** Parameters of a builtin contradict each other or have no meaning. VoiceXML: {@code error.badfetch}. */
        BUILTIN_PARAMETERS,
        /** No builtin of that name. VoiceXML: {@code error.unsupported.builtin}. */
        BUILTIN_UNKNOWN,
        /** A builtin that has no words in the language asked for. VoiceXML: {@code error.unsupported.language}. */
        LANGUAGE,
        /** A media type that is not understood. VoiceXML: {@code error.unsupported.format}. */
        FORMAT
    }

    /** One line for the author: {@code file:line:column: what (rule). Remedy}. */
    @Override
    public String toString() {
        return document + ":" + position + ": " + what + " (" + rule + "). " + remedy;
    }
}
