package org.belltower.prompt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** One step of a {@link Playlist}. <em>Immutable.</em> */
public sealed interface PlaylistItem {

    /** How long it sounds; zero for a mark. */
    Duration length();

    /**
     * Audio ready to play: 8 kHz, 16-bit, mono WAV without silence at its edges.
     *
     * @param wav the file; it stays readable for as long as the call that asked for it lasts
     * @param length playing time
     * @param text exactly what is spoken, as a transcript shows it; a mask where the words are sensitive
     * @param language the language of {@code text}
     */
    record Clip(Path wav, Duration length, String text, Locale language) implements PlaylistItem {
        public Clip {
            Durations.requirePositive(length, "clip length");
        }
    }

    /** A pause that the author asked for, or the breath between two sentences. */
    record Silence(Duration length) implements PlaylistItem {
        public Silence {
            Durations.requirePositive(length, "silence");
        }
    }

    /** A place whose passing the session wants to know. Spec: SSML 1.0 §3.3.2. */
    record Mark(String name) implements PlaylistItem {
        public Mark {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a mark needs a name");
            }
        }

        @Override
        public Duration length() {
            return Duration.ZERO;
        }
    }
}
