package org.belltower.speech;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names a clip by everything that shapes its sound: the same key is the same audio. <em>Immutable.</em>
 *
 * @param hex SHA-256 of engine, language, voice, length, the manner of every word, text and the format of the cache, as 64 hexadecimal digits
 */
record ClipKey(String hex) {
    /** Changes when clips of an older version must not be used any more. */
    private static final String FORMAT = "belltower clip 2";

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    ClipKey {
        if (!isKey(hex)) {
            throw new IllegalArgumentException("'" + hex + "' is no SHA-256 in hexadecimal");
        }
    }

    static boolean isKey(String hex) {
        return HEX.matcher(hex).matches();
    }

    static ClipKey of(String engine, Utterance utterance) {
        StringBuilder content = new StringBuilder();
        add(content, FORMAT, engine, utterance.language().toLanguageTag());
        // Records print every component of theirs: what is added to one of them is in the key.
        add(content, utterance.voice().toString(), utterance.length().toString());
        for (Span span : utterance.spans()) {
            add(
                    content,
                    span.text(),
                    span.prosody().toString(),
                    span.pronunciation().toString());
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return new ClipKey(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void add(StringBuilder content, String... parts) {
        for (String part : parts) {
            content.append(part).append('\0');
        }
    }
}
