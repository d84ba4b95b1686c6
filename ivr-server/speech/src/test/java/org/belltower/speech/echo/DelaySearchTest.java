package org.belltower.speech.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelaySearchTest {
    private static final int LINE = 8_192;
    private static final int PLAYED = LINE + DelaySearch.LATEST - DelaySearch.EARLIEST;

    private static double[] noise(int length, long seed) {
        var random = new Random(seed);
        return random.doubles(length).map(value -> 4_000 * (value - 0.5)).toArray();
    }

    /** What was played, so many samples later and a tenth as loud, among something else as loud as that. */
    private static double[] back(double[] played, int delay) {
        double[] line = noise(LINE, 9);
        for (int i = 0; i < LINE; i++) {
            line[i] = 0.1 * (line[i] + played[DelaySearch.LATEST + i - delay]);
        }
        return line;
    }

    @ParameterizedTest
    @ValueSource(ints = {DelaySearch.EARLIEST, -1, 0, 1, 320, 8_000, DelaySearch.LATEST})
    void whatComesBackIsFoundWhereItIs(int delay) {
        double[] played = noise(PLAYED, 1);

        assertThat(DelaySearch.find(back(played, delay), played, 0.35)).hasValue(delay);
    }

    @Test
    void whatDoesNotComeBackIsNotFound() {
        assertThat(DelaySearch.find(noise(LINE, 2), noise(PLAYED, 1), 0.35)).isEmpty();
    }

    @Test
    void silenceIsNobodysEcho() {
        assertThat(DelaySearch.find(new double[LINE], noise(PLAYED, 1), 0.35)).isEmpty();
        assertThat(DelaySearch.find(noise(LINE, 1), new double[PLAYED], 0.35)).isEmpty();
    }
}
