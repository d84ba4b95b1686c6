package org.belltower.speech.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.corpus.LineSound.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSoundTest {
    private static final Offset<Double> HALF_A_DECIBEL = Offset.offset(0.5);

    @ParameterizedTest
    @EnumSource(names = {"WHITE", "PINK"})
    void noiseHasTheLevelThatIsAskedFor(Noise kind) {
        assertThat(Level.dbfs(LineSound.noise(kind, 80_000, -30, 3))).isCloseTo(-30, HALF_A_DECIBEL);
    }

    @Test
    void pausesAreNoPartOfTheLevelOfSpeech() {
        Pcm tone = LineSound.noise(Noise.WHITE, 8_000, -20, 1);
        Pcm paused = Pcm.join(List.of(tone, Pcm.silence(Duration.ofSeconds(3), SampleRate.HZ_8000)));

        assertThat(LineSound.level(paused)).isCloseTo(LineSound.level(tone), Offset.offset(0.01));
        assertThat(LineSound.level(LineSound.at(-32, paused))).isCloseTo(-32, HALF_A_DECIBEL);
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 10})
    void theNoiseIsAsFarBelowTheSpeechAsIsAskedFor(double ratio) {
        Pcm speech = LineSound.noise(Noise.WHITE, 80_000, -20, 1);
        Pcm noisy = LineSound.inNoise(speech, LineSound.level(speech) - ratio, 9);
        short[] noise = noisy.toArray();
        for (int i = 0; i < noise.length; i++) {
            noise[i] -= speech.sample(i);
        }

        assertThat(LineSound.level(speech) - Level.dbfs(noise, 0, noise.length)).isCloseTo(ratio, HALF_A_DECIBEL);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.05})
    void asManyPacketsAreLostAsIsAskedFor(double share) {
        Pcm sound = LineSound.noise(Noise.WHITE, 160 * 20_000, -20, 1);
        short[] lossy = LineSound.lossy(sound, share, 5).toArray();
        int lost = 0;
        for (int i = 0; i < lossy.length; i += 160) {
            lost += Level.dbfs(lossy, i, 160) == Level.SILENCE ? 1 : 0;
        }

        assertThat(lost / 20_000.0).isCloseTo(share, Offset.offset(share / 5));
        assertThat(LineSound.lossy(sound, share, 5)).isEqualTo(Pcm.of(lossy, sound.rate()));
    }
}
