package org.belltower.bench;

import org.belltower.audio.Pcm;
import org.belltower.speech.corpus.LineSound;

/** What a line does to speech. Everything goes through A-law at 8 kHz. <i>Immutable.</i> */
enum LineCondition {
    CLEAN("clean", 0, 0),
    NOISE_20("noise, 20 dB", 20, 0),
    NOISE_10("noise, 10 dB", 10, 0),
    LOSS_2("2 % lost", 0, 0.02),
    LOSS_5("5 % lost", 0, 0.05);

    private final String title;
    private final double decibels;
    private final double lost;

    LineCondition(String title, double decibels, double lost) {
        this.title = title;
        this.decibels = decibels;
        this.lost = lost;
    }

    String title() {
        return title;
    }

    /**
     * Speech as it arrives, with noise and lost packets that are the same for the same seed.
     *
     * @param sound with pauses before and after
     */
    Pcm through(Pcm sound, LossyLine line, long seed) {
        Pcm noisy = decibels == 0 ? sound : LineSound.inNoise(sound, LineSound.level(sound) - decibels, seed);
        Pcm arrived = LineSound.alaw(noisy);
        return lost == 0 ? arrived : line.lose(arrived, lost, seed);
    }
}
