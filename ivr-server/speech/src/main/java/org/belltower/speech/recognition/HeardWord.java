package org.belltower.speech.recognition;

/**
 * One word of a {@link Reading}. <i>Immutable.</i>
 *
 * @param text as the recogniser writes it
 * @param confidence that it was this word and no other, from 0.0 to 1.0
 */
public record HeardWord(String text, double confidence) {
    public HeardWord {
        if (!(confidence >= 0.0 && confidence <= 1.0)) {
            throw new IllegalArgumentException("confidence must be from 0.0 to 1.0, but is " + confidence);
        }
    }
}
