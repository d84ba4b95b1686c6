package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.assertj.core.data.Offset;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.corpus.LineSound;
import org.belltower.speech.corpus.LineSound.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LineConditionTest {
    private static final int FRAME = 160;

    /** Ten seconds at −20 dBFS between pauses of one. */
    private static final Pcm SPEECH = Pcm.join(List.of(
            Pcm.silence(Duration.ofSeconds(1), SampleRate.HZ_8000),
            LineSound.noise(Noise.WHITE, 80_000, -20, 1),
            Pcm.silence(Duration.ofSeconds(1), SampleRate.HZ_8000)));

    @ParameterizedTest
    @CsvSource({"NOISE_20, -40", "NOISE_10, -30"})
    void theNoiseIsInThePausesToo(LineCondition condition, double dbfs) {
        Pcm heard = condition.through(SPEECH, LossyLine.FREESWITCH, 7);

        assertThat(Level.dbfs(heard.slice(0, 8_000))).isCloseTo(dbfs, Offset.offset(1.0));
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedIsTheSameLine(LineCondition condition) {
        Pcm first = condition.through(SPEECH, LossyLine.EMBEDDED, 7);

        assertThat(condition.through(SPEECH, LossyLine.EMBEDDED, 7)).isEqualTo(first);
    }

    @Test
    void freeSwitchIsSilentForLostPackets() {
        BitSet lost = LineSound.lost(SPEECH.length(), 0.05, 3);
        short[] heard = LossyLine.FREESWITCH.lose(SPEECH, 0.05, 3).toArray();

        assertThat(lost.cardinality()).isBetween(10, 60);
        lost.stream()
                .forEach(packet ->
                        assertThat(Level.dbfs(heard, packet * FRAME, FRAME)).isEqualTo(Level.SILENCE));
    }

    @Test
    void theEmbeddedSwitchFadesOverALostPacket() {
        Pcm coded = LineSound.alaw(SPEECH);
        BitSet lost = LineSound.lost(coded.length(), 0.05, 3);
        short[] heard = LossyLine.EMBEDDED.lose(coded, 0.05, 3).toArray();
        int alone = lost.stream()
                .filter(packet -> packet > 60 && packet < 500 && !lost.get(packet - 1))
                .findFirst()
                .orElseThrow();

        assertThat(Level.dbfs(heard, alone * FRAME, FRAME))
                .isCloseTo(Level.dbfs(heard, (alone - 1) * FRAME, FRAME) - 6, Offset.offset(0.2));
        for (int packet = 60; packet < 500; packet++) {
            if (!lost.get(packet)) {
                assertThat(heard[packet * FRAME + 5]).isEqualTo(coded.sample(packet * FRAME + 5));
            }
        }
    }
}
