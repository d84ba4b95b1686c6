package org.belltower.speech;

/**
 * One point of a pitch contour. <em>Immutable.</em> Spec: SSML 1.0 §3.2.4, "Pitch contour".
 *
 * @param percent where in the text, 0 to 100
 * @param pitch how high there, relative to what it would be without the contour
 */
public record PitchTurn(int percent, Pitch pitch) {
    public PitchTurn {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("a contour turns at 0 % to 100 % of its text, not at " + percent);
        }
    }
}
