package org.belltower.speech;

import java.util.Locale;

/**
 * One piece of text to be spoken in one language and one manner. <em>Immutable.</em>
 *
 * <p>The text is words: numbers, money and dates have been spelled out before, because engines disagree on digits. It is
 * never markup: {@code <}, {@code &} and quotes reach the voice as ordinary characters.
 *
 * @param text what is spoken; an engine refuses more than {@link SpeakableText#MAX_LENGTH} characters
 * @param language BCP 47 language, e.g. {@code zh-CN}, {@code en-US}
 * @param prosody rate, pitch and volume
 * @param sensitive true for what must not outlive the call (account numbers, codes): it is never cached nor printed, and
 *     only {@link CallClips} speaks it
 */
public record Utterance(String text, Locale language, Prosody prosody, boolean sensitive) {
    /** What stands in logs and traces for a text that is not to be shown. */
    public static final String MASK = "•••";

    public Utterance(String text, Locale language, Prosody prosody) {
        this(text, language, prosody, false);
    }

    /** An utterance at the voice's own rate and pitch. */
    public static Utterance of(String text, Locale language) {
        return new Utterance(text, language, Prosody.NORMAL, false);
    }

    /** The same words, to be forgotten with the call. */
    public Utterance asSensitive() {
        return new Utterance(text, language, prosody, true);
    }

    /** Hides the text of a sensitive utterance: this string ends in logs and in messages of exceptions. */
    @Override
    public String toString() {
        return "Utterance[" + language.toLanguageTag() + ", " + (sensitive ? MASK : text) + "]";
    }
}
