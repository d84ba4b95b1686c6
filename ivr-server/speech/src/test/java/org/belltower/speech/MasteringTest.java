package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasteringTest {
    private static Pcm sine(int hertz, double amplitude, int silentMillis, int millis) {
        SampleRate rate = new SampleRate(hertz);
        int lead = hertz * silentMillis / 1000;
        int length = hertz * millis / 1000;
        short[] samples = new short[lead + length + lead];
        for (int i = 0; i < length; i++) {
            samples[lead + i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * 440 * i / hertz));
        }
        return Pcm.of(samples, rate);
    }

    @ParameterizedTest
    @CsvSource({"8000, 30000", "16000, 200", "22050, 3000", "48000, 32000"})
    void everyRateAndLevelComesOutAt8KilohertzAndOneLoudness(int hertz, double amplitude) {
        Pcm clip = Mastering.master("test", sine(hertz, amplitude, 100, 500), 1);

        assertThat(clip.rate()).isEqualTo(SampleRate.HZ_8000);
        Pcm middle = clip.slice(800, clip.length() - 1200);
        assertThat(Level.dbfs(middle)).isCloseTo(Mastering.SPEECH_DBFS, within(0.5));
    }

    @Test
    void silenceAroundTheSpeechIsCutToTheLeadAndTheTail() {
        Pcm clip = Mastering.master("test", sine(22050, 8000, 700, 500), 1);

        Duration wanted = Duration.ofMillis(500).plus(Mastering.LEAD).plus(Mastering.TAIL);
        assertThat(clip.duration()).isCloseTo(wanted, Duration.ofMillis(15));
    }

    @Test
    void edgesStartAndEndAtZeroSoThatNothingClicks() {
        Pcm clip = Mastering.master("test", sine(8000, 20000, 0, 300), 1);

        assertThat(clip.sample(0)).isZero();
        assertThat(clip.sample(clip.length() - 1)).isZero();
        for (int i = 1; i < 20; i++) {
            assertThat(Math.abs(clip.sample(i) - clip.sample(i - 1))).isLessThan(1_500);
        }
    }

    @Test
    void sharpPeaksAreKeptUnderTheirLimitInsteadOfClipped() {
        short[] samples = new short[8000];
        for (int i = 0; i < samples.length; i += 80) {
            samples[i] = 30_000;
        }
        Pcm clip = Mastering.master("test", Pcm.of(samples, SampleRate.HZ_8000), 1);

        int peak = 0;
        for (short sample : clip.toArray()) {
            peak = Math.max(peak, Math.abs(sample));
        }
        assertThat((double) peak).isLessThanOrEqualTo(Level.amplitudeOf(Mastering.PEAK_DBFS) + 1);
    }

    @Test
    void volumeScalesTheFinishedClip() {
        Pcm loud = Mastering.master("test", sine(8000, 9000, 50, 500), 1);
        Pcm soft = Mastering.master("test", sine(8000, 9000, 50, 500), 0.5);

        assertThat(Level.dbfs(soft)).isCloseTo(Level.dbfs(loud) - 6.02, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 39, 8000})
    void audioWithoutSoundIsAFailedEngine(int length) {
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> Mastering.master("test", Pcm.of(new short[length], SampleRate.HZ_8000), 1))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(SynthesisException.Failure.ENGINE_FAILED));
    }

    @Test
    void aSingleSampleOfSoundIsNoError() {
        Pcm clip = Mastering.master("test", Pcm.of(new short[] {12_000}, SampleRate.HZ_8000), 1);
        assertThat(clip.length()).isEqualTo(1);
    }
}
