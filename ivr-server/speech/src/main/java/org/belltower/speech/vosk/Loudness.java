package org.belltower.speech.vosk;

import org.belltower.audio.Level;

/**
 * How much louder quiet callers are made for the recogniser. <i>Stateless.</i> Models are trained on speech of usual loudness: of
 * "four zero seven one two" at −35 dBFS the first digit is lost, measured here, and is not when it is 6 dB louder. More than a few
 * decibels would make noise of a line's hiss, which costs as much.
 */
final class Loudness {
    /** Of the loudest part of a first word, from which on models are at home. */
    private static final double USUAL_DBFS = -20;

    private static final double MOST_DB = 8;

    private Loudness() {}

    /**
     * By what to multiply the samples of a caller, from 1 to 2.5.
     *
     * @param begun the beginning of speech
     * @param frame samples of a frame
     */
    static double gain(short[] begun, int frame) {
        double loudest = Double.NEGATIVE_INFINITY;
        for (int at = 0; at + frame <= begun.length; at += frame) {
            loudest = Math.max(loudest, Level.dbfs(begun, at, frame));
        }
        return Math.pow(10, Math.clamp(USUAL_DBFS - loudest, 0, MOST_DB) / 20);
    }

    static short amplified(double gain, short sample) {
        return (short) Math.clamp(Math.round(gain * sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
