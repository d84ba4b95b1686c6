package org.belltower.voicexml.fetch;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes that were fetched. Immutable. */
public final class Content {
    private final byte[] bytes;
    private final Optional<Charset> charset;

    private Content(byte[] bytes, Optional<Charset> charset) {
        this.bytes = bytes;
        this.charset = charset;
    }

    /** Copies the bytes. */
    public static Content of(byte[] bytes) {
        return of(bytes, Optional.empty());
    }

    /** Copies the bytes, which are in the encoding that their source names. */
    public static Content of(byte[] bytes, Optional<Charset> charset) {
        return new Content(bytes.clone(), charset);
    }

    /** The text in UTF-8. */
    public static Content of(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /** The encoding that their source names; it goes before what the bytes say of themselves. Spec: RFC 7303 §3. */
    public Optional<Charset> charset() {
        return charset;
    }

    /**
     * The text in the encoding that their source names, in UTF-8 where it names none.
     *
     * @throws CharacterCodingException if the bytes are no text in that encoding
     */
    public String text() throws CharacterCodingException {
        return textOr(StandardCharsets.UTF_8);
    }

    /**
     * The text in the encoding that their source names, in the one given where it names none.
     *
     * @throws CharacterCodingException if the bytes are no text in that encoding
     */
    public String textOr(Charset otherwise) throws CharacterCodingException {
        return charset.orElse(otherwise)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    public int length() {
        return bytes.length;
    }

    /** A new stream from the beginning; closing it releases nothing. */
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String text(Charset charset) {
        return new String(bytes, charset);
    }
}
