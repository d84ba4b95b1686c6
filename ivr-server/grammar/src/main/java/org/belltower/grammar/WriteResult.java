package org.belltower.grammar;

/** What came of writing a grammar down. <i>Immutable.</i> */
public sealed interface WriteResult {
    /** The document, which reads back as the same model. */
    record Written(String text) implements WriteResult {}

    /** The form cannot say what the grammar holds, such as a tag with {@code }!}} in the ABNF form. */
    record Impossible(GrammarProblem problem) implements WriteResult {}
}
