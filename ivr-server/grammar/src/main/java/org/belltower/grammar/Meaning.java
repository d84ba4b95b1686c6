package org.belltower.grammar;

/**
 * What came of working out what a match means. <i>Immutable.</i>
 *
 * <p>Spec: SISR 1.0.
 */
public sealed interface Meaning {
    record Known(ScriptValue value) implements Meaning {}

    /** A tag could not be run to its end. VoiceXML: {@code error.semantic}. */
    record Failed(GrammarProblem problem) implements Meaning {}
}
