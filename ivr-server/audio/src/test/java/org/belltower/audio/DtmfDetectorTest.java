package org.belltower.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spec: ITU-T Q.24 table A-1. Levels in dBm0 of a line on which a full-scale sine is +3.14 dBm0. */
class DtmfDetectorTest {
    private static final double USUAL = -10;

    @ParameterizedTest
    @EnumSource(DtmfTone.class)
    void everyKeyIsHeardOnce(DtmfTone tone) {
        assertThat(heard(line(tone, 0, 0, 60, USUAL, USUAL))).isEqualTo(tone.toString());
    }

    @ParameterizedTest
    @EnumSource(DtmfTone.class)
    void keysOffByOneAndAHalfPercentAreAccepted(DtmfTone tone) {
        for (double low : new double[] {-1.5, 0, 1.5}) {
            for (double high : new double[] {-1.5, 0, 1.5}) {
                assertThat(heard(line(tone, low, high, 50, USUAL, USUAL)))
                        .as("%s low %+.1f %% high %+.1f %%", tone, low, high)
                        .isEqualTo(tone.toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DtmfTone.class)
    void keysOffByThreeAndAHalfPercentAreRefused(DtmfTone tone) {
        for (double off : new double[] {-3.5, 3.5, -4.5, 4.5}) {
            assertThat(heard(line(tone, off, 0, 60, USUAL, USUAL)))
                    .as("%s low %+.1f %%", tone, off)
                    .isEmpty();
            assertThat(heard(line(tone, 0, off, 60, USUAL, USUAL)))
                    .as("%s high %+.1f %%", tone, off)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(DtmfTone.class)
    void twistFromMinusEightToPlusFourIsAccepted(DtmfTone tone) {
        for (double highOverLow : new double[] {-8, -4, 0, 4}) {
            double low = -12;
            assertThat(heard(line(tone, 0, 0, 50, low, low + highOverLow)))
                    .as("%s twist %+.0f dB", tone, highOverLow)
                    .isEqualTo(tone.toString());
        }
    }

    @ParameterizedTest(name = "twist {0} dB")
    @ValueSource(doubles = {-12, 8})
    void twistFarOutsideIsRefused(double highOverLow) {
        assertThat(heard(line(DtmfTone.KEY_5, 0, 0, 60, -14, -14 + highOverLow)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} dBm0")
    @ValueSource(doubles = {-25, -20, -10, -3})
    void levelsOfTheRangeAreAccepted(double dbm0) {
        for (DtmfTone tone : DtmfTone.values()) {
            assertThat(heard(line(tone, 0, 0, 50, dbm0, dbm0))).isEqualTo(tone.toString());
        }
    }

    @Test
    void whispersAreRefused() {
        assertThat(heard(line(DtmfTone.KEY_5, 0, 0, 60, -40, -40))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DtmfTone.class)
    void fortyMillisecondsAreAcceptedAndTwentyThreeRefusedWhateverThePhase(DtmfTone tone) {
        for (int shift = 0; shift < 40; shift += 7) {
            assertThat(heard(shifted(shift, line(tone, 0, 0, 40, USUAL, USUAL))))
                    .isEqualTo(tone.toString());
            assertThat(heard(shifted(shift, line(tone, 0, 0, 23, USUAL, USUAL))))
                    .isEmpty();
        }
    }

    @Test
    void keysFortyMillisecondsApartAreTwo() {
        Pcm key = tone(DtmfTone.KEY_7, 0, 0, 45, USUAL, USUAL);
        Pcm pause = silence(40);
        assertThat(heard(Pcm.join(List.of(silence(50), key, pause, key, pause, key, silence(100)))))
                .isEqualTo("777");
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {2, 5, 10})
    void aShortInterruptionDoesNotSplitAKey(int millis) {
        Pcm half = tone(DtmfTone.KEY_3, 0, 0, 40, USUAL, USUAL);
        assertThat(heard(Pcm.join(List.of(silence(50), half, silence(millis), half, silence(100)))))
                .isEqualTo("3");
    }

    @ParameterizedTest(name = "{0} ms")
    @CsvSource({"50", "100", "400", "3000"})
    void theLengthIsRightToTenMilliseconds(int millis) {
        List<Integer> lengths = new ArrayList<>();
        feed(line(DtmfTone.POUND, 0, 0, millis, USUAL, USUAL), (tone, samples) -> lengths.add(samples / 8));
        assertThat(lengths).singleElement().satisfies(l -> assertThat(l).isBetween(millis - 10, millis + 10));
    }

    @Test
    void keysAreHeardThroughNoiseFifteenDecibelsBelow() {
        Random random = new Random(24);
        double sigma = 32768 * Math.pow(10, (USUAL - Level.FULL_SCALE_DBM0 - 15) / 20);
        int missed = 0;
        for (int round = 0; round < 10; round++) {
            for (DtmfTone tone : DtmfTone.values()) {
                short[] noisy = line(tone, 0, 0, 50, USUAL, USUAL).toArray();
                for (int n = 0; n < noisy.length; n++) {
                    noisy[n] = (short) Math.max(-32768, Math.min(32767, noisy[n] + random.nextGaussian() * sigma));
                }
                missed += heard(Pcm.of(noisy, SampleRate.HZ_8000)).equals(tone.toString()) ? 0 : 1;
            }
        }
        assertThat(missed).isZero();
    }

    @Test
    void keysAreHeardThroughBothLaws() {
        for (G711 law : G711.values()) {
            for (DtmfTone tone : DtmfTone.values()) {
                Pcm coded = law.decode(law.encode(line(tone, 0, 0, 50, USUAL, USUAL)));
                assertThat(heard(coded)).as("%s %s", law, tone).isEqualTo(tone.toString());
            }
        }
    }

    @Test
    void tenMinutesOfSpeechLikeSoundHaveNoKey() {
        assertThat(heard(speechLike(600))).isEmpty();
    }

    @Test
    void noiseAndDialToneHaveNoKey() {
        Random random = new Random(5);
        short[] noise = new short[8000 * 60];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 3000);
        }
        assertThat(heard(Pcm.of(noise, SampleRate.HZ_8000))).isEmpty();
        assertThat(heard(ToneScript.parse("%(5000,500,350,440)").render(SampleRate.HZ_8000)))
                .isEmpty();
        assertThat(heard(ToneScript.parse("%(5000,500,697)").render(SampleRate.HZ_8000)))
                .isEmpty();
    }

    @Test
    void piecesOfAnyLengthGiveTheSame() {
        Pcm line = Pcm.join(
                List.of(line(DtmfTone.KEY_1, 0, 0, 50, USUAL, USUAL), line(DtmfTone.STAR, 0, 0, 50, USUAL, USUAL)));
        StringBuilder keys = new StringBuilder();
        DtmfDetector detector = new DtmfDetector();
        Random random = new Random(3);
        short[] samples = line.toArray();
        for (int at = 0; at < samples.length; ) {
            int count = Math.min(samples.length - at, 1 + random.nextInt(97));
            detector.feed(samples, at, count, (tone, length) -> keys.append(tone));
            at += count;
        }
        assertThat(keys.toString()).isEqualTo("1*");
    }

    @Test
    void aKeyThatIsStillDownAtTheEndIsReportedThere() {
        StringBuilder keys = new StringBuilder();
        DtmfDetector detector = new DtmfDetector();
        short[] samples = tone(DtmfTone.KEY_9, 0, 0, 60, USUAL, USUAL).toArray();
        detector.feed(samples, 0, samples.length, (tone, length) -> keys.append(tone));
        assertThat(keys.toString()).isEmpty();
        detector.end((tone, length) -> keys.append(tone));
        assertThat(keys.toString()).isEqualTo("9");
    }

    /** Voiced sounds with a gliding pitch and three wandering formants, syllables of 80 to 300 ms, pauses. */
    private static Pcm speechLike(int seconds) {
        Random random = new Random(1234);
        short[] out = new short[8000 * seconds];
        int at = 0;
        while (at < out.length) {
            int syllable = Math.min(out.length - at, 640 + random.nextInt(1760));
            double pitch = 80 + random.nextDouble() * 220;
            double glide = (random.nextDouble() - 0.5) * 60 / syllable;
            double[] formants = {
                250 + random.nextDouble() * 650, 850 + random.nextDouble() * 1500, 2200 + random.nextDouble() * 900
            };
            double phase = 0;
            for (int n = 0; n < syllable; n++) {
                double f0 = pitch + glide * n;
                phase += f0 / 8000;
                double value = 0;
                for (int h = 1; h * f0 < 3800; h++) {
                    double gain = 0;
                    for (double formant : formants) {
                        gain += 1 / (1 + Math.pow((h * f0 - formant) / 70, 2));
                    }
                    value += gain * Math.sin(2 * Math.PI * h * phase);
                }
                double shape = Math.min(1, Math.min(n, syllable - n) / 160.0);
                out[at + n] = (short) Math.max(-32768, Math.min(32767, value * shape * 6000));
            }
            at += syllable + random.nextInt(800);
        }
        return Pcm.of(out, SampleRate.HZ_8000);
    }

    private static String heard(Pcm line) {
        StringBuilder keys = new StringBuilder();
        feed(line, (tone, samples) -> keys.append(tone));
        return keys.toString();
    }

    private static void feed(Pcm line, DtmfDetector.Sink sink) {
        DtmfDetector detector = new DtmfDetector();
        short[] samples = line.toArray();
        for (int at = 0; at < samples.length; at += 160) {
            detector.feed(samples, at, Math.min(160, samples.length - at), sink);
        }
        detector.end(sink);
    }

    private static Pcm line(DtmfTone tone, double lowPercent, double highPercent, int millis, double low, double high) {
        return Pcm.join(List.of(silence(60), tone(tone, lowPercent, highPercent, millis, low, high), silence(100)));
    }

    private static Pcm tone(DtmfTone tone, double lowPercent, double highPercent, int millis, double low, double high) {
        return Tones.sum(
                Duration.ofMillis(millis),
                SampleRate.HZ_8000,
                new Tones.Sine(tone.lowHertz() * (1 + lowPercent / 100), low - Level.FULL_SCALE_DBM0),
                new Tones.Sine(tone.highHertz() * (1 + highPercent / 100), high - Level.FULL_SCALE_DBM0));
    }

    private static Pcm silence(int millis) {
        return Pcm.silence(Duration.ofMillis(millis), SampleRate.HZ_8000);
    }

    private static Pcm shifted(int samples, Pcm line) {
        return Pcm.join(List.of(Pcm.of(new short[samples], SampleRate.HZ_8000), line));
    }
}
