package org.belltower.grammar;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Reads either form of SRGS 1.0, told apart by how the text begins, into a {@link GrammarDocument}. <i>Thread-safe.</i> No document type, entity or external
 * subset is ever followed, and references are not followed either: {@link GrammarCompiler} does that.
 *
 * <p>Spec: SRGS 1.0.
 */
public final class GrammarParser {
    private final GrammarLimits limits;

    public GrammarParser(GrammarLimits limits) {
        this.limits = limits;
    }

    /** Reads a document of its own, in the encoding that it declares. */
    public ParseResult parse(byte[] bytes, URI uri) {
        if (bytes.length > limits.bytes()) {
            return tooLarge(uri, Position.start());
        }
        var problems = new Problems(uri);
        try {
            Optional<SourceText> abnf = AbnfEncoding.decode(bytes, uri);
            if (abnf.isPresent()) {
                return result(new AbnfReader(abnf.get(), problems, limits, Optional.empty()).read(), problems);
            }
            XmlCursor xml = XmlCursor.over(bytes, uri, limits);
            return result(new SrgsReader(xml, problems, limits, Optional.empty()).read(), problems);
        } catch (UnreadableGrammarException e) {
            return unreadable(e, problems);
        }
    }

    /** Reads a {@code <grammar>} element, or its content in the ABNF form, that stands inside another document. */
    public ParseResult parseInline(String text, Embedding embedding) {
        if (text.length() > limits.bytes()) {
            return tooLarge(embedding.base(), embedding.position());
        }
        var problems = new Problems(embedding.base());
        try {
            var source = new SourceText(text, embedding.position());
            if (text.stripLeading().startsWith(AbnfLexer.MAGIC)) {
                return result(new AbnfReader(source, problems, limits, Optional.of(embedding)).read(), problems);
            }
            XmlCursor cursor = XmlCursor.over(source, embedding.base(), limits);
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
}
