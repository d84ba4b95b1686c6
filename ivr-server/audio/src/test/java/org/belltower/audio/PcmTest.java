package org.belltower.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcmTest {
    @Test
    void whatIsGivenAndTakenIsCopied() {
        short[] given = {1, 2, 3};
        Pcm audio = Pcm.of(given, SampleRate.HZ_8000);
        given[0] = 9;
        audio.toArray()[1] = 9;
        assertThat(audio.toArray()).containsExactly((short) 1, (short) 2, (short) 3);
        assertThat(audio).isEqualTo(Pcm.of(new short[] {1, 2, 3}, SampleRate.HZ_8000));
        assertThat(audio).isNotEqualTo(Pcm.of(new short[] {1, 2, 3}, SampleRate.HZ_16000));
    }

    @Test
    void partsOfAnotherRateCannotBeJoined() {
        Pcm narrow = Pcm.silence(Duration.ofMillis(1), SampleRate.HZ_8000);
        Pcm wide = Pcm.silence(Duration.ofMillis(1), SampleRate.HZ_16000);
        assertThat(Pcm.join(List.of(narrow, narrow)).length()).isEqualTo(16);
        assertThatThrownBy(() -> Pcm.join(List.of(narrow, wide))).hasMessageContaining("resample first");
        assertThatThrownBy(() -> G711.ALAW.encode(wide)).hasMessageContaining("8000 Hz");
    }

    @Test
    void timesAndSamplesAgree() {
        assertThat(SampleRate.HZ_8000.samplesIn(Duration.ofMillis(20))).isEqualTo(160);
        assertThat(SampleRate.HZ_8000.durationOf(8001)).isEqualTo(Duration.ofNanos(1_000_125_000));
        assertThat(new SampleRate(44100).samplesIn(Duration.ofDays(30))).isEqualTo(44100L * 86400 * 30);
        assertThatThrownBy(() -> new SampleRate(0)).hasMessageContaining("not 0");
    }

    @Test
    void aFullScaleSineIsZeroDbfs() {
        Pcm sine = Tones.sum(Duration.ofSeconds(1), SampleRate.HZ_8000, new Tones.Sine(1000, 0));
        assertThat(Level.dbfs(sine)).isBetween(-0.01, 0.01);
        assertThat(Level.dbfs(new short[0], 0, 0)).isEqualTo(Level.SILENCE);
        assertThat(Level.dbfs(new short[] {0, 0}, 0, 2)).isEqualTo(Level.SILENCE);
        assertThat(Level.meanMagnitude(new short[] {100, -300}, 0, 2)).isEqualTo(200);
    }

    @Test
    void everyKeyIsFoundByItsSymbolAndItsEvent() {
        for (DtmfTone tone : DtmfTone.values()) {
            assertThat(DtmfTone.of(tone.symbol())).contains(tone);
            assertThat(DtmfTone.ofEvent(tone.eventCode())).contains(tone);
        }
        assertThat(DtmfTone.ofEvent(10)).contains(DtmfTone.STAR);
        assertThat(DtmfTone.ofEvent(11)).contains(DtmfTone.POUND);
        assertThat(DtmfTone.of('d')).contains(DtmfTone.D);
        assertThat(DtmfTone.of('x')).isEmpty();
        assertThat(DtmfTone.ofEvent(16)).isEmpty();
        assertThat(DtmfTone.STAR.lowHertz()).isEqualTo(941);
        assertThat(DtmfTone.STAR.highHertz()).isEqualTo(1209);
    }
}
