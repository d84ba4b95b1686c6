package org.belltower.grammar;

/**
 * The meaning of a match. <i>Immutable.</i>
 *
 * <p>Spec: SISR 1.0; VoiceXML 2.0 §3.1.5.
 */
public sealed interface Interpretation {
    /** The value is known. */
    record Resolved(SemanticValue value) implements Interpretation {}

    /** The value is not known, because a tag failed; why is the problem. */
    record Scripted(GrammarProblem problem) implements Interpretation {}
}
