package org.belltower.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToneScriptTest {
    @Test
    void aToneIsItsFrequenciesForOnAndSilenceForOff() {
        Pcm tone = ToneScript.parse("%(500,250,440,480)").render(SampleRate.HZ_8000);
        assertThat(tone.length()).isEqualTo(6000);
        assertThat(Level.dbfs(tone.slice(0, 4000))).isBetween(-4.2, -3.8);
        assertThat(Level.dbfs(tone.slice(4000, 6000))).isEqualTo(Level.SILENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%(10,0,440);loops=3", "L=3;%(10,0,440)", "l=3;%(10,0,440)", "%(10,0,440)L=3"})
    void loopsAreReadWhereverTheyStand(String script) {
        assertThat(ToneScript.parse(script).loops()).hasValue(3);
    }

    @Test
    void minusOneLoopsForEver() {
        assertThat(ToneScript.parse("%(2000,4000,440,480);loops=-1").loops()).isEmpty();
        assertThat(ToneScript.parse("%(2000,4000,440,480)").loops()).hasValue(1);
    }

    @Test
    void theVolumeHoldsForWhatFollows() {
        Pcm tone = ToneScript.parse("v=-20;%(1000,0,1000)").render(SampleRate.HZ_8000);
        assertThat(Level.dbfs(tone)).isBetween(-20.1, -19.9);
    }

    @Test
    void keysAreHeardByTheDetector() {
        StringBuilder keys = new StringBuilder();
        DtmfDetector detector = new DtmfDetector();
        short[] samples =
                ToneScript.parse("d=80;w=60;159*0#D").render(SampleRate.HZ_8000).toArray();
        detector.feed(samples, 0, samples.length, (tone, length) -> keys.append(tone));
        detector.end((tone, length) -> keys.append(tone));
        assertThat(keys.toString()).isEqualTo("159*0#D");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|1 to 256 tones",
                "%|'%' wants",
                "%(100,100|'%' wants",
                "%(100,100)|a tone wants",
                "%(1,1,1,1,1,1,1)|a tone wants",
                "%(a,1,440)|'a' is no number",
                "%(NaN,1,440)|out of range",
                "%(-1,1,440)|between 0 and",
                "%(99999999,1,440)|between 0 and",
                "%(10,1,9000)|below 4000 Hz",
                "%(60000,1,440)|1 to 256 tones",
                "loops=0;%(1,1,1)|loops are",
                "loops=|'' is no number",
                "q=1|unknown setting",
                "xyz|is no key"
            })
    void badScriptsAreRefusedWithTheReason(String script, String reason) {
        assertThatExceptionOfType(AudioException.class)
                .isThrownBy(() -> ToneScript.parse(script))
                .withMessageContaining(reason);
    }

    @Test
    void aScriptOfTooManyTonesIsRefused() {
        assertThatExceptionOfType(AudioException.class)
                .isThrownBy(() -> ToneScript.parse("%(1,0,440)".repeat(300)))
                .withMessageContaining("1 to 256 tones");
        assertThatExceptionOfType(AudioException.class)
                .isThrownBy(() -> ToneScript.parse("1".repeat(5000)))
                .withMessageContaining("longer than");
    }

    @Test
    void mutatedScriptsNeverFailOtherwise() {
        Random random = new Random(9);
        String good = "v=-7;%(200,100,440,480);d=80;w=60;12#;loops=2";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder mutant = new StringBuilder(good.substring(0, random.nextInt(good.length() + 1)));
            for (int k = 0; k < 3 && !mutant.isEmpty(); k++) {
                mutant.setCharAt(random.nextInt(mutant.length()), "%(),;=vdwL0123456789-.x".charAt(random.nextInt(23)));
            }
            try {
                assertThat(ToneScript.parse(mutant.toString())).isNotNull();
            } catch (AudioException expected) {
                assertThat(expected).hasMessageContaining("Tone script");
            }
        }
    }
}
