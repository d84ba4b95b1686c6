package org.belltower.hotline.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A first pass over a file: its SHA-256, and the line at which it stops being UTF-8. <i>Immutable.</i>
 *
 * @param notUtf8 line of the first byte that is not UTF-8
 */
record FileCheck(String sha256, Optional<Long> notUtf8) {
    private static final int CHUNK = 1 << 16;

    static FileCheck of(Path file) throws IOException {
        MessageDigest digest = newDigest();
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        CharBuffer chars = CharBuffer.allocate(CHUNK);
        long line = 1;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                boolean end = read < 0;
                if (!end) {
                    digest.update(bytes.array(), bytes.position(), read);
                    bytes.position(bytes.position() + read);
                }
                CoderResult result = decoder.decode(bytes.flip(), chars, end);
                line += chars.flip().chars().filter(c -> c == '\n').count();
                chars.clear();
                if (result.isError()) {
                    return new FileCheck("", Optional.of(line));
                }
                if (end) {
                    return new FileCheck(HexFormat.of().formatHex(digest.digest()), Optional.empty());
                }
                bytes.compact();
            }
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
