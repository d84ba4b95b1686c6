package org.belltower.speech;

/**
 * How a text is spoken, relative to the voice's own way. <em>Immutable.</em>
 *
 * <p>Spec: SSML 1.0 §3.2.4 ({@code rate}, {@code pitch} and {@code volume} of {@code prosody}).
 *
 * @param rate multiplier of the speaking rate, {@value #MIN_RATE} to {@value #MAX_RATE}; 1 is the voice's own
 * @param pitch multiplier of the fundamental frequency, {@value #MIN_PITCH} to {@value #MAX_PITCH}; 1 is the voice's own
 * @param volume multiplier of the amplitude, 0 (silent) to 1 (the level that every clip has)
 */
public record Prosody(double rate, double pitch, double volume) {
    public static final double MIN_RATE = 0.4;
    public static final double MAX_RATE = 2.5;
    public static final double MIN_PITCH = 0.5;
    public static final double MAX_PITCH = 2.0;

    /** The voice's own rate and pitch, at the level of every clip. */
    public static final Prosody NORMAL = new Prosody(1, 1, 1);

    public Prosody {
        require("rate", rate, MIN_RATE, MAX_RATE);
        require("pitch", pitch, MIN_PITCH, MAX_PITCH);
        require("volume", volume, 0, 1);
    }

    /** The nearest prosody within the ranges, for values that come from a document; not-a-number counts as normal. */
    public static Prosody nearest(double rate, double pitch, double volume) {
        return new Prosody(clamp(rate, MIN_RATE, MAX_RATE), clamp(pitch, MIN_PITCH, MAX_PITCH), clamp(volume, 0, 1));
    }

    private static double clamp(double value, double min, double max) {
        return Double.isNaN(value) ? 1 : Math.clamp(value, min, max);
    }

    private static void require(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    "prosody " + name + " " + value + " is outside " + min + " to " + max + "; use Prosody.nearest");
        }
    }
}
