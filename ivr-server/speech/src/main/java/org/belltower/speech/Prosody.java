package org.belltower.speech;

import java.util.List;

/**
 * How a text is spoken, relative to the voice's own way. <em>Immutable.</em> What an engine cannot do of it is left out and
 * logged once.
 *
 * <p>Spec: SSML 1.0 §3.2.4; {@code duration} is {@link Utterance#length()}.
 *
 * @param rate multiplier of the speaking rate, {@value #MIN_RATE} to {@value #MAX_RATE}; 1 is the voice's own
 * @param pitch how high
 * @param volume multiplier of the amplitude, 0 (silent) to 1 (the level that every clip has)
 * @param range multiplier of how far the melody goes up and down, 0 (monotonous) to {@value #MAX_RANGE}; 1 is the voice's own
 * @param contour points of a melody in the order of their places; empty for the voice's own
 */
public record Prosody(double rate, Pitch pitch, double volume, double range, List<PitchTurn> contour) {
    public static final double MIN_RATE = 0.4;
    public static final double MAX_RATE = 2.5;
    public static final double MAX_RANGE = 2;

    /** The voice's own rate and pitch, at the level of every clip. */
    public static final Prosody NORMAL = new Prosody(1, 1, 1);

    public Prosody {
        require("rate", rate, MIN_RATE, MAX_RATE);
        require("volume", volume, 0, 1);
        require("range", range, 0, MAX_RANGE);
        contour = List.copyOf(contour);
    }

    /**
     * The voice's own melody.
     *
     * @param pitch multiplier of the voice's own, {@value Pitch#MIN_FACTOR} to {@value Pitch#MAX_FACTOR}
     */
    public Prosody(double rate, double pitch, double volume) {
        this(rate, Pitch.times(require("pitch", pitch, Pitch.MIN_FACTOR, Pitch.MAX_FACTOR)), volume, 1, List.of());
    }

    /** The nearest prosody within the ranges, for values that come from a document; not-a-number counts as normal. */
    public static Prosody nearest(double rate, double pitch, double volume) {
        return new Prosody(
                clamp(rate, MIN_RATE, MAX_RATE), clamp(pitch, Pitch.MIN_FACTOR, Pitch.MAX_FACTOR), clamp(volume, 0, 1));
    }

    /** The same at the nearest rate to this. */
    public Prosody atRate(double other) {
        return new Prosody(clamp(other, MIN_RATE, MAX_RATE), pitch, volume, range, contour);
    }

    /** The same so high. */
    public Prosody at(Pitch other) {
        return new Prosody(rate, other, volume, range, contour);
    }

    /** The same at the nearest volume to this. */
    public Prosody atVolume(double other) {
        return new Prosody(rate, pitch, clamp(other, 0, 1), range, contour);
    }

    /** The same with the nearest range to this. */
    public Prosody ranging(double other) {
        return new Prosody(rate, pitch, volume, clamp(other, 0, MAX_RANGE), contour);
    }

    /** The same with this melody. */
    public Prosody turning(List<PitchTurn> other) {
        return new Prosody(rate, pitch, volume, range, other);
    }

    /** True where the voice speaks in its own way, at whatever volume. */
    public boolean isPlain() {
        return atVolume(1).equals(NORMAL);
    }

    private static double clamp(double value, double min, double max) {
        return Double.isNaN(value) ? 1 : Math.clamp(value, min, max);
    }

    private static double require(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    "prosody " + name + " " + value + " is outside " + min + " to " + max + "; use Prosody.nearest");
        }
        return value;
    }
}
