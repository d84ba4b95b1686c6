package org.belltower.speech;

import java.util.OptionalDouble;

/**
 * How high a voice speaks: a base, which is the voice's own unless it is stated, times a factor, and so many hertz more.
 * <em>Immutable.</em>
 *
 * <p>Spec: SSML 1.0 §3.2.4 ({@code pitch} of {@code prosody}: hertz, relative changes, labels).
 *
 * @param hertz the base where it is stated, over 0
 * @param factor multiplier of the base, over 0
 * @param shift hertz that come on top; negative for lower
 */
public record Pitch(OptionalDouble hertz, double factor, double shift) {
    public static final double MIN_FACTOR = 0.5;
    public static final double MAX_FACTOR = 2.0;

    /** The voice's own. */
    public static final Pitch NORMAL = new Pitch(OptionalDouble.empty(), 1, 0);

    public Pitch {
        if (!(factor > 0) || !(hertz.orElse(1) > 0) || Double.isNaN(shift)) {
            throw new IllegalArgumentException("a pitch of " + hertz + " times " + factor + " plus " + shift
                    + " Hz is none; base and factor are over 0");
        }
    }

    /** So many times the voice's own. */
    public static Pitch times(double factor) {
        return new Pitch(OptionalDouble.empty(), factor, 0);
    }

    /** So many hertz, whatever the voice. */
    public static Pitch hertz(double hertz) {
        return new Pitch(OptionalDouble.of(hertz), 1, 0);
    }

    /** The same so many times higher. */
    public Pitch higherBy(double times) {
        return new Pitch(hertz, factor * times, shift * times);
    }

    /** The same so many hertz higher; lower where they are negative. */
    public Pitch shiftedBy(double more) {
        return new Pitch(hertz, factor, shift + more);
    }

    /**
     * What it is to a voice, as a multiplier of its own pitch, {@value #MIN_FACTOR} to {@value #MAX_FACTOR}.
     *
     * @param voiceHertz the voice's own pitch
     */
    public double factorFor(double voiceHertz) {
        double wanted = hertz.orElse(voiceHertz) * factor + shift;
        return Math.clamp(wanted / voiceHertz, MIN_FACTOR, MAX_FACTOR);
    }
}
