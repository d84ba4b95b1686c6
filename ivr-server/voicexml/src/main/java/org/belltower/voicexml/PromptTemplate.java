package org.belltower.voicexml;

import java.util.Locale;

/**
 * What is the same every time in a prompt, for whoever has it spoken in advance. Immutable.
 *
 * @param ssml a whole {@code <speak>} document, with {@link #OPEN} where something else stands each time
 * @param language what {@code ssml} is in where it says nothing else
 */
public record PromptTemplate(String ssml, Locale language) {
    /** Stands for what is not known before a call; a letter of Church Slavonic that no prompt has. */
    public static final String OPEN = "\ua66e";
}
