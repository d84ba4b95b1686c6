package org.belltower.speech.vosk;

import java.util.Arrays;
import org.belltower.audio.Level;

/**
 * How much louder quiet callers are made for the recogniser. <i>Stateless.</i> Models are trained on speech of usual loudness: of
 * "four zero seven one two" at −35 dBFS the first digit is lost, measured here, and is not when it is 6 dB louder. More than a few
 * decibels would make noise of a line's hiss, which costs as much.
 */
final class Loudness {
    /** Loudness of syllables that models are at home with. */
    private static final double USUAL_DBFS = -25;

    private static final double MOST_DB = 8;

    private Loudness() {}

    /**
     * By what to multiply the samples of a caller, from 1 to 2.5.
     *
     * @param begun the beginning of speech
     * @param frame samples of a frame
     */
    static double gain(short[] begun, int frame) {
        double[] levels = new double[begun.length / frame];
        if (levels.length == 0) {
            return 1;
        }
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Level.dbfs(begun, begun.length - (i + 1) * frame, frame);
        }
        Arrays.sort(levels);
        double syllable = levels[levels.length - 1 - levels.length / 4];
        return Math.pow(10, Math.clamp(USUAL_DBFS - syllable, 0, MOST_DB) / 20);
    }

    static short amplified(double gain, short sample) {
        return (short) Math.clamp(Math.round(gain * sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
