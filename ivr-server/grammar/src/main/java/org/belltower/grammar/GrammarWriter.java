package org.belltower.grammar;

/**
 * Writes a model down in either form, so that {@link GrammarParser} reads the same model from it. <i>Thread-safe.</i>
 * Comments, layout and relative addresses of the original are gone: every address is written whole.
 *
 * <p>Spec: SRGS 1.0 §1.2.
 */
public final class GrammarWriter {
    private GrammarWriter() {}

    /** The XML form. */
    public static WriteResult xml(GrammarDocument document) {
        return written(() -> new XmlFormWriter(document).write());
    }

    /** The ABNF form. */
    public static WriteResult abnf(GrammarDocument document) {
        return written(() -> new AbnfFormWriter(document).write());
    }

    /** Writes or throws an {@link UnwritableException}. */
    @FunctionalInterface
    private interface Form {
        String write();
    }

    private static WriteResult written(Form form) {
        try {
            return new WriteResult.Written(form.write());
        } catch (UnwritableException e) {
            return new WriteResult.Impossible(e.problem());
        }
    }
}
