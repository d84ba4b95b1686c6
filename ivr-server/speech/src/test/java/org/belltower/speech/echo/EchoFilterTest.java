package org.belltower.speech.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EchoFilterTest {
    private static final int FRAME = 256;
    private static final double[] LINE = {0.3, -0.2, 0.1, 0.05};

    private final Random random = new Random(5);
    private final double[] played = new double[FRAME * 200];
    private final EchoFilter filter = new EchoFilter();

    private double comesBack(int at) {
        double sum = 0;
        for (int k = 0; k < LINE.length; k++) {
            sum += LINE[k] * played[at - EchoFilter.LEAD - k];
        }
        return sum;
    }

    /** By how many decibels less is left of the last frame than came back, where somebody speaks as loudly as the echo is. */
    private double removed(double others) {
        for (int i = 0; i < played.length; i++) {
            played[i] = random.nextGaussian() * 1_000;
        }
        double[] sound = new double[EchoFilter.TAPS + FRAME];
        double[] line = new double[FRAME];
        double[] estimate = new double[FRAME];
        double echo = 0;
        double left = 0;
        for (int at = 2 * FRAME; at < played.length; at += FRAME) {
            System.arraycopy(played, at - EchoFilter.TAPS, sound, 0, sound.length);
            filter.estimate(sound, estimate);
            for (int n = 0; n < FRAME; n++) {
                double back = comesBack(at + n);
                line[n] = back + others * random.nextGaussian();
                if (at + FRAME >= played.length) {
                    echo += back * back;
                    left += (back - estimate[n]) * (back - estimate[n]);
                }
            }
            filter.learn(sound, line);
            filter.solve();
        }
        return 10 * Math.log10(echo / left);
    }

    @Test
    void theLinesEchoIsLearnt() {
        assertThat(removed(0)).isGreaterThan(25);
    }

    @Test
    void whoeverSpeaksMeanwhileAveragesOut() {
        assertThat(removed(370)).isGreaterThan(10);
    }
}
