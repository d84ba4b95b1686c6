package org.belltower.speech;

/**
 * How a word is to be pronounced, whatever its letters say. <em>Immutable.</em> An engine that cannot take it speaks the letters
 * and logs that once. Spec: SSML 1.0 §3.1.9.
 *
 * @param sounds in the alphabet; at most {@value #MAX_LENGTH} characters
 */
public record Pronunciation(Alphabet alphabet, String sounds) {
    /** Longer ones are whole texts, which have words. */
    public static final int MAX_LENGTH = 500;

    /** What {@link Pronunciation#sounds()} is written in. */
    public enum Alphabet {
        /** The International Phonetic Alphabet; {@code ipa} in SSML. */
        IPA,
        /** Syllables of Mandarin with a figure for the tone, such as {@code yin2 hang2}; {@code x-pinyin} in SSML. */
        PINYIN
    }

    public Pronunciation {
        if (sounds.isBlank() || sounds.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a pronunciation has 1 to " + MAX_LENGTH + " characters");
        }
    }
}
