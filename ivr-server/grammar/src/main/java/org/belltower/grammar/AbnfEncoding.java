package org.belltower.grammar;

import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Finds the character encoding of a document in the ABNF form: that of a byte order mark, or else the one that its header
 * names, or else UTF-8.
 *
 * <p>Spec: SRGS 1.0 §4.1 and §4.4.
 */
final class AbnfEncoding {
    private static final int HEADER_BYTES = 200;

    private AbnfEncoding() {}

    /** The text; empty where the bytes are not in the ABNF form. */
    static Optional<SourceText> decode(byte[] bytes, URI document) {
        Charset seen = seen(bytes);
        String start = new String(bytes, 0, Math.min(bytes.length, HEADER_BYTES), seen);
        if (start.startsWith("\uFEFF")) {
            start = start.substring(1);
        }
        if (!start.stripLeading().startsWith(AbnfLexer.MAGIC)) {
            return Optional.empty();
        }
        String name = "UTF-8";
        try {
            if (!seen.equals(StandardCharsets.ISO_8859_1)) {
                return Optional.of(SourceText.decode(bytes, seen));
            }
            Matcher header = AbnfLexer.HEADER.matcher(start.stripLeading());
            if (header.lookingAt() && header.group(1) != null) {
                name = header.group(1);
            }
            return Optional.of(SourceText.decode(bytes, Charset.forName(name)));
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableGrammarException(new GrammarProblem(
                    GrammarProblem.Kind.SYNTAX,
                    document,
                    Position.start(),
                    e instanceof CharacterCodingException
                            ? "the text is not in its encoding " + name
                            : "there is no encoding “" + name + "” here",
                    "SRGS 1.0 §4.4",
                    "Write “#ABNF 1.0 UTF-8;” and store the text so"));
        }
    }

    /** What the first bytes show; Latin 1 where they show nothing, which reads any header. */
    private static Charset seen(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (begins(bytes, 0xFE, 0xFF) || begins(bytes, 0, '#')) {
            return StandardCharsets.UTF_16BE;
        }
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, '#', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.ISO_8859_1;
    }

    private static boolean begins(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
