package org.belltower.speech;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * A text that has been spoken to a file. <em>Immutable.</em>
 *
 * @param wav absolute path of an 8 kHz, 16-bit, mono WAV file, readable until at least the cache's grace time has passed,
 *     or, for a sensitive clip, until its {@link CallClips} is closed
 * @param length exact play time
 * @param text exactly what is spoken, as it was asked for
 * @param language the language asked for
 * @param sensitive true where the text must not be shown in logs, traces or transcripts
 */
public record SpokenClip(Path wav, Duration length, String text, Locale language, boolean sensitive) {

    /** Hides the text of a sensitive clip. */
    @Override
    public String toString() {
        return "SpokenClip[" + wav.getFileName() + ", " + length.toMillis() + " ms, " + language.toLanguageTag() + ", "
                + (sensitive ? Utterance.MASK : text) + "]";
    }
}
