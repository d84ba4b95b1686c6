package org.belltower.voicexml.fetch;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes that were fetched. Immutable. */
public final class Content {
    private final byte[] bytes;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies the bytes. */
    public static Content of(byte[] bytes) {
        return new Content(bytes.clone());
    }

    /** The text in UTF-8. */
    public static Content of(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8));
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
