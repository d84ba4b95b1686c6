package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Percent coding of header values as FreeSWITCH does it: the bytes of UTF-8, no {@code +} for a space.
 *
 * <p>Stateless. A {@code %} that no two hexadecimal digits follow stands for itself.
 * Spec: FreeSWITCH switch_url_encode, switch_url_decode.
 */
final class UrlCoding {
    private static final String UNSAFE = " \"#%&+:;<=>?@[\\]^`{|}";
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private UrlCoding() {}

    /** Writes the text, coded. */
    static void encode(String text, ByteBuf out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c < 0x20 || c == 0x7f || UNSAFE.indexOf(c) >= 0) {
                    escape(c, out);
                } else {
                    out.writeByte(c);
                }
            } else {
                int codePoint = text.codePointAt(i);
                if (Character.isSupplementaryCodePoint(codePoint)) {
                    i++;
                }
                escapeUtf8(codePoint, out);
            }
        }
    }

    private static void escapeUtf8(int codePoint, ByteBuf out) {
        if (codePoint < 0x800) {
            escape(0xC0 | (codePoint >> 6), out);
        } else if (codePoint < 0x10000) {
            if (Character.isSurrogate((char) codePoint)) {
                escape('?', out);
                return;
            }
            escape(0xE0 | (codePoint >> 12), out);
            escape(0x80 | ((codePoint >> 6) & 0x3F), out);
        } else {
            escape(0xF0 | (codePoint >> 18), out);
            escape(0x80 | ((codePoint >> 12) & 0x3F), out);
            escape(0x80 | ((codePoint >> 6) & 0x3F), out);
        }
        escape(0x80 | (codePoint & 0x3F), out);
    }

    private static void escape(int octet, ByteBuf out) {
        out.writeByte('%');
        out.writeByte(HEX[octet >> 4]);
        out.writeByte(HEX[octet & 15]);
    }

    /** The text that stands in the bytes from {@code start} to before {@code end}. */
    static String decode(ByteBuf in, int start, int end) {
        if (in.indexOf(start, end, (byte) '%') < 0) {
            return in.toString(start, end - start, StandardCharsets.UTF_8);
        }
        byte[] octets = new byte[end - start];
        in.getBytes(start, octets);
        return decode(octets);
    }

    /** The text that the coded text stands for. */
    static String decode(String text) {
        return text.indexOf('%') < 0 ? text : decode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(byte[] octets) {
        int length = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '%' && i + 2 < octets.length) {
                int high = Character.digit(octets[i + 1], 16);
                int low = Character.digit(octets[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    octets[length++] = (byte) ((high << 4) | low);
                    i += 2;
                    continue;
                }
            }
            octets[length++] = octets[i];
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
