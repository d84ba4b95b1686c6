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
            if (!isXml(bytes)) {
                return formless(uri, Position.start(), bytes.length == 0);
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
            if (!text.stripLeading().startsWith("<")) {
                return formless(embedding.base(), embedding.position(), text.isBlank());
            }
            XmlCursor cursor = XmlCursor.over(source, embedding.base(), limits);
            return result(new SrgsReader(cursor, problems, limits, Optional.of(embedding)).read(), problems);
        } catch (UnreadableGrammarException e) {
            return unreadable(e, problems);
        }
    }

    /** Whether a bracket is the first that stands there but blanks; byte order marks and the zeros of UTF-16 do not count. */
    private static boolean isXml(byte[] bytes) {
        for (byte one : bytes) {
            // Those of a mark are over 127, and so below 0.
            if (one > ' ') {
                return one == '<';
            }
        }
        return false;
    }

    /** A text in neither form. */
    private static ParseResult formless(URI document, Position position, boolean empty) {
        return new ParseResult.Broken(List.of(new GrammarProblem(
                GrammarProblem.Kind.SYNTAX,
                document,
                position,
                empty
                        ? "the grammar is empty"
                        : "the grammar begins neither with the header of the ABNF form nor with an element of the XML form",
                "SRGS 1.0 §4.1",
                "Begin the ABNF form with “#ABNF 1.0 UTF-8;”, and below it “language en-US;” (or “mode dtmf;”) and “root $NAME;”;"
                        + " the XML form is <grammar> with <rule>s in it")));
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
