package org.belltower.hotline;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A caller's PIN: shows itself to nobody, forgets itself when closed. <i>Confined to the request that made it</i>, which
 * closes it.
 */
public final class Pin implements AutoCloseable {
    private static final int LONGEST = 64;
    private static final int MOST_BYTES_A_CHAR = 3;

    private final char[] keys;

    private Pin(char[] keys) {
        this.keys = keys;
    }

    /** Longer than 64 keys is cut: it cannot be right, and nobody's memory shall be filled with it. */
    public static Pin of(CharSequence keys) {
        char[] copy = new char[Math.min(keys.length(), LONGEST)];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = keys.charAt(i);
        }
        return new Pin(copy);
    }

    /** UTF-8; the caller wipes it. */
    byte[] bytes() {
        byte[] room = new byte[keys.length * MOST_BYTES_A_CHAR];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(keys), encoded, true);
        byte[] bytes = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(keys, '\0');
    }

    @Override
    public String toString() {
        return "•••";
    }
}
