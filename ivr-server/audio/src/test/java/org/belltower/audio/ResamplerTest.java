package org.belltower.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest(name = "{0} → {1} Hz, tone of {2} Hz")
    @CsvSource({
        "16000, 8000, 300", "16000, 8000, 1000", "16000, 8000, 3400", "22050, 8000, 1000", "22050, 8000, 3400",
        "24000, 8000, 3400", "44100, 8000, 2000", "48000, 8000, 3400", "8000, 16000, 300", "8000, 16000, 3400",
        "22050, 16000, 6800"
    })
    void thePassbandIsFlatWithinATenthOfADecibel(int from, int to, double hertz) {
        Pcm tone = Tones.sum(Duration.ofMillis(500), new SampleRate(from), new Tones.Sine(hertz, -6));
        Pcm out = Resampler.resample(tone, new SampleRate(to));
        assertThat(Level.dbfs(middle(out)) - Level.dbfs(middle(tone))).isBetween(-0.1, 0.1);
    }

    @ParameterizedTest(name = "{0} → {1} Hz, tone of {2} Hz")
    @CsvSource({
        "16000, 8000, 4000",
        "16000, 8000, 4300",
        "16000, 8000, 7900",
        "22050, 8000, 4001",
        "22050, 8000, 9000",
        "48000, 8000, 4100",
        "48000, 8000, 20000",
        "22050, 16000, 8100"
    })
    void theStopbandIsDownByEightyDecibels(int from, int to, double hertz) {
        Pcm tone = Tones.sum(Duration.ofMillis(500), new SampleRate(from), new Tones.Sine(hertz, 0));
        assertThat(Level.dbfs(middle(Resampler.resample(tone, new SampleRate(to)))))
                .isLessThan(-80);
    }

    @Test
    void imagesOfAnUpsampledToneAreDownByEightyDecibels() {
        Pcm tone = Tones.sum(Duration.ofMillis(500), SampleRate.HZ_8000, new Tones.Sine(1000, -1));
        Pcm out = middle(Resampler.resample(tone, SampleRate.HZ_16000));
        double image = 0;
        double real = 0;
        for (int i = 0; i < out.length(); i++) {
            real += out.sample(i) * Math.cos(2 * Math.PI * 7000 * i / 16000);
            image += out.sample(i) * Math.sin(2 * Math.PI * 7000 * i / 16000);
        }
        double amplitude = 2 * Math.hypot(real, image) / out.length();
        assertThat(20 * Math.log10(Math.max(1e-9, amplitude) / 32768)).isLessThan(-80);
    }

    @Test
    void theResultIsAlignedWithTheOriginal() {
        short[] samples = new short[1600];
        samples[800] = 20000;
        Pcm out = Resampler.resample(Pcm.of(samples, SampleRate.HZ_16000), SampleRate.HZ_8000);
        assertThat(out.length()).isEqualTo(800);
        int peak = 0;
        for (int i = 0; i < out.length(); i++) {
            peak = Math.abs(out.sample(i)) > Math.abs(out.sample(peak)) ? i : peak;
        }
        assertThat(peak).isBetween(399, 401);
    }

    @Test
    void piecesGiveTheSameAsTheWhole() {
        Random random = new Random(1);
        short[] in = new short[4000];
        for (int i = 0; i < in.length; i++) {
            in[i] = (short) (random.nextGaussian() * 3000);
        }
        short[] whole = new short[2000];
        short[] pieces = new short[2000];
        int wholeCount = Resampler.of(SampleRate.HZ_16000, SampleRate.HZ_8000).process(in, 0, in.length, whole, 0);
        Resampler piecewise = Resampler.of(SampleRate.HZ_16000, SampleRate.HZ_8000);
        int count = 0;
        for (int at = 0; at < in.length; ) {
            int step = Math.min(in.length - at, 1 + random.nextInt(333));
            int written = piecewise.process(in, at, step, pieces, count);
            assertThat(written).isLessThanOrEqualTo(piecewise.maxOutput(step));
            count += written;
            at += step;
        }
        assertThat(count).isEqualTo(wholeCount);
        assertThat(pieces).containsExactly(whole);
    }

    @Test
    void theSameRateIsNoWork() {
        Pcm audio = Pcm.silence(Duration.ofMillis(20), SampleRate.HZ_8000);
        assertThat(Resampler.resample(audio, SampleRate.HZ_8000)).isSameAs(audio);
    }

    @Test
    void fullScaleDoesNotWrapAround() {
        short[] square = new short[1600];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        Pcm out = Resampler.resample(Pcm.of(square, SampleRate.HZ_16000), SampleRate.HZ_8000);
        // In the middle of a half wave the sign is that of the input.
        for (int half = 4; half < 36; half++) {
            assertThat(out.sample(half * 20 + 10) > 0).isEqualTo(half % 2 == 0);
        }
    }

    @Test
    void oddRatiosAreRefused() {
        assertThatThrownBy(() -> Resampler.of(new SampleRate(44101), SampleRate.HZ_8000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd ratio");
    }

    private static Pcm middle(Pcm audio) {
        return audio.slice(audio.length() / 4, audio.length() * 3 / 4);
    }
}
