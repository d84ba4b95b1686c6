package org.belltower.telephony;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Data from one application to another beside a call, VoiceXML's {@code aai}, as the SIP header {@code User-to-User} carries it.
 * <em>Stateless.</em> Spec: RFC 7433 §4.1.
 */
final class UserToUser {
    private static final Pattern HEX =
            Pattern.compile("((?:[0-9A-Fa-f]{2})+)((?:;[^;]*)*;encoding=hex(?:;.*)?)", Pattern.CASE_INSENSITIVE);

    private UserToUser() {}

    /** Of a text; a value that already is in the header's form is passed on as it is. */
    static String header(String text) {
        return HEX.matcher(text).matches()
                ? text
                : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + ";encoding=hex";
    }

    /** The text in a header; the header itself where it holds something else than printable text. */
    static String text(String header) {
        Matcher hex = HEX.matcher(header.strip());
        if (!hex.matches()) {
            return header;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex.group(1))))
                    .toString();
            return text.chars().anyMatch(Character::isISOControl) ? header : text;
        } catch (CharacterCodingException e) {
            return header;
        }
    }
}
