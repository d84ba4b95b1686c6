package org.belltower.speech.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.belltower.audio.SampleRate;

/** The small text file in a model's folder that says what the store knows of it. <i>Immutable.</i> */
record ModelNote(Locale language, SampleRate rate, String checksum) {
    /** Its name in the folder; no file of a model is called so. */
    static final String FILE = "belltower-model.txt";

    private static final String LANGUAGE = "language";
    private static final String RATE = "sample-rate";
    private static final String CHECKSUM = "sha256";

    /** The note of a model's folder, or nothing where there is none that can be read. */
    static Optional<ModelNote> in(Path folder) {
        try {
            return parse(Files.readString(folder.resolve(FILE), StandardCharsets.UTF_8));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    static Optional<ModelNote> parse(String text) {
        Map<String, String> lines = new HashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        String language = lines.getOrDefault(LANGUAGE, "");
        String checksum = lines.getOrDefault(CHECKSUM, "");
        try {
            var rate = new SampleRate(Integer.parseInt(lines.getOrDefault(RATE, "")));
            return language.isEmpty() || checksum.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ModelNote(Locale.forLanguageTag(language), rate, checksum));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    String format() {
        return LANGUAGE + ": " + language.toLanguageTag() + "\n" + RATE + ": " + rate.hertz() + "\n" + CHECKSUM + ": "
                + checksum + "\n";
    }
}
