package org.belltower.prompt;

import java.util.Locale;

/**
 * Turns the SSML of one prompt into clips. <em>Thread-safe.</em> Blocks the calling (virtual) thread while a synthesiser works;
 * never throws for what is in the SSML: that is {@link Rendering.Unspeakable}.
 *
 * <p>{@code <audio src="prompt:ID">fallback</audio>} is a prompt of the catalogue, {@code <audio src="file:…">} a file
 * inside an allowed folder, {@code <say-as interpret-as="…" format="…">} a readout, other text is synthesised.
 */
public interface PromptRenderer {

    /**
     * Renders one prompt, to be played whole or not at all.
     *
     * @param ssml a whole {@code <speak>} document
     * @param defaultLanguage the language where the SSML does not say one
     */
    Rendering render(String ssml, Locale defaultLanguage);

    /** Looks at a prompt without speaking it: what can be heard while the rest is being made. */
    default Outlook outlook(String ssml, Locale defaultLanguage) {
        return Outlook.UNKNOWN;
    }
}
