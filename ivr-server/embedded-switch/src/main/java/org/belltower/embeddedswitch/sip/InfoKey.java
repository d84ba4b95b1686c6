package org.belltower.embeddedswitch.sip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sip.message.Request;

/**
 * A key in the body of an INFO: {@code application/dtmf-relay} ({@code Signal=5}, {@code Duration=160}) or
 * {@code application/dtmf} ({@code 5}).
 *
 * <p><em>Immutable.</em> No RFC defines either; this is what Cisco's and Sofia's agents send.
 */
record InfoKey(char key, Duration length) {
    private static final String KEYS = "0123456789*#ABCD";
    private static final int LONGEST = 8000;
    private static final int DEFAULT = 160;

    /** A key may be part of a secret, so it never shows. */
    @Override
    public String toString() {
        return "InfoKey[•, " + length + "]";
    }

    static Optional<InfoKey> of(Request info) {
        byte[] body = info.getRawContent();
        if (body == null || body.length == 0 || body.length > 256) {
            return Optional.empty();
        }
        String text = new String(body, StandardCharsets.US_ASCII);
        if (SipMessages.isType(info, "application", "dtmf-relay")) {
            return relay(text);
        }
        if (SipMessages.isType(info, "application", "dtmf")) {
            return key(text.trim()).map(key -> new InfoKey(key, Duration.ofMillis(DEFAULT)));
        }
        return Optional.empty();
    }

    private static Optional<InfoKey> relay(String text) {
        Optional<Character> key = Optional.empty();
        int milliseconds = DEFAULT;
        for (String line : text.split("\\R", 16)) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String value = line.substring(equals + 1).trim();
            switch (line.substring(0, equals).trim().toLowerCase(Locale.ROOT)) {
                case "signal" -> key = key(value);
                case "duration" -> milliseconds = duration(value);
                default -> {}
            }
        }
        int length = milliseconds;
        return key.map(found -> new InfoKey(found, Duration.ofMillis(length)));
    }

    private static Optional<Character> key(String text) {
        String name = switch (text) {
            case "10" -> "*";
            case "11" -> "#";
            default -> text.toUpperCase(Locale.ROOT);
        };
        return name.length() == 1 && KEYS.indexOf(name.charAt(0)) >= 0 ? Optional.of(name.charAt(0)) : Optional.empty();
    }

    private static int duration(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return DEFAULT;
        }
        return Math.clamp(Integer.parseInt(text), 1, LONGEST);
    }
}
