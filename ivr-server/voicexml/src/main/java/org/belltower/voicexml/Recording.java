package org.belltower.voicexml;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a caller said, as audio in a file. Immutable. The file belongs to the line that recorded it, which deletes it when the
 * call has been cleared; whoever wants to keep it copies it before.
 *
 * <p>Spec: VoiceXML 2.0 §2.3.6; VoiceXML 2.1 §7.
 *
 * @param file readable by this server and by the switch
 * @param mediaType such as {@code audio/x-wav}
 * @param length how long it plays
 * @param size in bytes
 */
public record Recording(Path file, String mediaType, Duration length, long size) {
    public Recording {
        if (length.isNegative() || size < 0) {
            throw new IllegalArgumentException("a recording of " + length + " and " + size + " bytes");
        }
    }
}
