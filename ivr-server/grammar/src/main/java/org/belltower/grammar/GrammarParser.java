package org.belltower.grammar;

import java.net.URI;
import java.util.List;

/**
 * Reads the XML form of SRGS 1.0 into a {@link GrammarDocument}. <i>Thread-safe.</i> No document type, entity or external
 * subset is ever followed.
 *
 * <p>Spec: SRGS 1.0, XML form.
 */
public final class GrammarParser {
    private final GrammarLimits limits;

    public GrammarParser(GrammarLimits limits) {
        this.limits = limits;
    }

    /** Reads a document of its own. */
    public ParseResult parse(byte[] bytes, URI uri) {
        return unread(uri);
    }

    /** Reads a {@code <grammar>} element that stands inside another document. */
    public ParseResult parseInline(String xml, Embedding embedding) {
        return unread(embedding.base());
    }

    private ParseResult unread(URI uri) {
        return new ParseResult.Broken(List.of(new GrammarProblem(
                GrammarProblem.Kind.SYNTAX, uri, Position.start(), "not read " + limits, "SRGS 1.0", "Wait")));
    }
}
