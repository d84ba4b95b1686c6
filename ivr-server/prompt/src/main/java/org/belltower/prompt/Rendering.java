package org.belltower.prompt;

import java.util.Locale;

/** What became of a prompt. <em>Immutable.</em> */
public sealed interface Rendering {

    /** It can be played. */
    record Rendered(Playlist playlist) implements Rendering {}

    /**
     * It cannot be spoken as written: SSML that is none, a value that has no exact words, a prompt that the catalogue
     * lacks, or no synthesiser for it. Nothing of it may be played, since half a figure is a wrong figure.
     *
     * @param reason what happened and what to do, one line, without any value that the caller keyed
     */
    record Unspeakable(String reason) implements Rendering {}

    /**
     * It asks for a language in which this platform cannot say it: no engine has a voice for the words, or the language has no
     * number words for a figure. What only plays recordings asks for no voice. Nothing of it may be played.
     *
     * @param reason as of {@link Unspeakable}, with the language
     */
    record NoLanguage(Locale language, String reason) implements Rendering {}
}
