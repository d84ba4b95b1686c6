package org.belltower.speech.echo;

import org.belltower.audio.Pcm;

/**
 * What is played to a caller. <i>Immutable.</i>
 *
 * @param sound 8 kHz
 * @param from the number of the caller's sample at about which it begins
 */
record PlayedSound(Pcm sound, long from) {
    /** Past its last sample. */
    long to() {
        return from + sound.length();
    }

    /** Adds what of it falls among the samples that begin at a number. */
    void addTo(double[] samples, long first) {
        int begin = (int) Math.max(0, from - first);
        int end = (int) Math.min(samples.length, to() - first);
        for (int i = begin; i < end; i++) {
            samples[i] += sound.sample((int) (first + i - from));
        }
    }
}
