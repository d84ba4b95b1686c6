package org.belltower.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a cached clip says: the small text file beside its WAV file, for transcripts and for whoever looks into the cache.
 * <em>Immutable.</em>
 *
 * @param engine {@link Synthesizer#id()} of the engine that spoke
 * @param language the language asked for
 * @param checksum CRC-32C of the WAV file
 * @param text what is spoken
 */
public record ClipNote(String engine, Locale language, long checksum, String text) {

    /** The note beside a cached clip, or nothing where the file is no clip of a cache. */
    public static Optional<ClipNote> beside(Path wav) {
        try {
            return parse(Files.readString(path(wav), StandardCharsets.UTF_8));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    static Path path(Path wav) {
        return wav.resolveSibling(wav.getFileName().toString().replaceFirst("\\.wav$", "") + ".txt");
    }

    static long checksum(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file);
        return crc.getValue();
    }

    /** Three header lines, an empty line, the text to the end of the file. */
    String format() {
        return "engine: " + engine + "\nlanguage: " + language.toLanguageTag() + "\ncrc32c: "
                + Long.toHexString(checksum) + "\n\n" + text;
    }

    static Optional<ClipNote> parse(String file) {
        String[] parts = file.split("\n", 5);
        if (parts.length != 5
                || !parts[0].startsWith("engine: ")
                || !parts[1].startsWith("language: ")
                || !parts[2].matches("crc32c: [0-9a-f]{1,8}")
                || !parts[3].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClipNote(
                parts[0].substring("engine: ".length()),
                Locale.forLanguageTag(parts[1].substring("language: ".length())),
                Long.parseLong(parts[2].substring("crc32c: ".length()), 16),
                parts[4]));
    }
}
