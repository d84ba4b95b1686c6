package org.belltower.voicexml;

import java.net.URI;
import java.util.Locale;

/**
 * A prompt whose turn has come: its words as SSML, with every value already filled in. Immutable.
 *
 * <p>Spec: VoiceXML 2.0 §4.1; SSML 1.0.
 *
 * @param ssml a whole {@code <speak>} document
 * @param language what {@code ssml} is in where it says nothing else
 * @param bargein whether input stops it
 * @param bargeinType what counts as input where {@code bargein} is true; a key always does
 */
public record QueuedPrompt(String ssml, Locale language, boolean bargein, BargeinType bargeinType) {
    /** A single {@code <audio>} that no input stops. */
    public static QueuedPrompt ofAudio(URI source, Locale language) {
        String address = source.toASCIIString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;");
        return new QueuedPrompt(
                "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\""
                        + language.toLanguageTag() + "\"><audio src=\"" + address + "\"/></speak>",
                language,
                false,
                BargeinType.SPEECH);
    }
}
