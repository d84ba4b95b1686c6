package org.belltower.grammar;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the XML form of SRGS 1.0 into a {@link GrammarDocument}. <i>Thread-safe.</i> No document type, entity or external
 * subset is ever followed, and references are not followed either: {@link GrammarCompiler} does that.
 *
 * <p>Spec: SRGS 1.0, XML form.
 */
public final class GrammarParser {
    private static final byte[] ABNF = "#ABNF".getBytes(StandardCharsets.US_ASCII);

    private final GrammarLimits limits;

    public GrammarParser(GrammarLimits limits) {
        this.limits = limits;
    }

    /** Reads a document of its own, in the encoding that it declares. */
    public ParseResult parse(byte[] bytes, URI uri) {
        if (bytes.length > limits.bytes()) {
            return tooLarge(uri, Position.start());
        }
        if (Arrays.mismatch(bytes, ABNF) == ABNF.length) {
            return abnf(uri, Position.start());
        }
        var problems = new Problems(uri);
        try {
            XmlCursor xml = XmlCursor.over(bytes, uri, limits);
            return result(new SrgsReader(xml, problems, limits, Optional.empty()).read(), problems);
        } catch (UnreadableGrammarException e) {
            return unreadable(e, problems);
        }
    }

    /** Reads a {@code <grammar>} element that stands inside another document. */
    public ParseResult parseInline(String xml, Embedding embedding) {
        if (xml.length() > limits.bytes()) {
            return tooLarge(embedding.base(), embedding.position());
        }
        if (xml.stripLeading().startsWith("#ABNF")) {
            return abnf(embedding.base(), embedding.position());
        }
        var problems = new Problems(embedding.base());
        try {
            XmlCursor cursor = XmlCursor.over(new SourceText(xml, embedding.position()), embedding.base(), limits);
            return result(new SrgsReader(cursor, problems, limits, Optional.of(embedding)).read(), problems);
        } catch (UnreadableGrammarException e) {
            return unreadable(e, problems);
        }
    }

    private static ParseResult result(Optional<GrammarDocument> document, Problems problems) {
        return document.<ParseResult>map(ParseResult.Parsed::new)
                .orElseGet(() -> new ParseResult.Broken(problems.found()));
    }

    private static ParseResult unreadable(UnreadableGrammarException e, Problems problems) {
        problems.add(e.problem());
        return new ParseResult.Broken(problems.found());
    }

    private ParseResult tooLarge(URI uri, Position position) {
        return new ParseResult.Broken(List.of(new GrammarProblem(
                GrammarProblem.Kind.LIMIT,
                uri,
                position,
                "the grammar is over " + limits.bytes() + " bytes",
                "limit of this server",
                "Split it")));
    }

    private static ParseResult abnf(URI uri, Position position) {
        return new ParseResult.Broken(List.of(new GrammarProblem(
                GrammarProblem.Kind.FORMAT,
                uri,
                position,
                "the grammar is in the ABNF form",
                "SRGS 1.0 §1.2",
                "Write it in the XML form")));
    }
}
