package org.belltower.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Locale;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.Prosody;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.belltower.speech.Utterance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the installed program; skipped, with the remedy, where there is none. */
class EspeakNgTest {
    private static final Locale CHINESE = Locale.forLanguageTag("zh-CN");

    @RegisterExtension
    final InstalledEspeak espeak = new InstalledEspeak();

    private Pcm speak(String text, Locale language) {
        return espeak.speak(text, language);
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN, 单位净值一点零五三二元，二零二六年十一月二十日, 4000, 9000",
        "zh-CN, 零一二三四五六七八九点, 2000, 5000",
        "zh-HK, 單位淨值一點零五三二元, 1500, 6000",
        "yue, 多謝, 200, 2000",
        "en-US, the unit net value is one point zero five, 1500, 5000",
        "en-GB, good morning, 400, 2000",
        "de-DE, guten Morgen, 400, 2000"
    })
    void everyLanguageIsSpokenAtAPlausibleLengthAndTheOneLevel(Locale language, String text, long min, long max) {
        Pcm audio = speak(text, language);

        assertThat(audio.rate()).isEqualTo(SampleRate.HZ_8000);
        assertThat(audio.duration()).isBetween(Duration.ofMillis(min), Duration.ofMillis(max));
        assertThat(Level.dbfs(audio)).isCloseTo(-21, within(3.0));
    }

    @Test
    void charactersAreReadAsMandarinSyllablesAndNotAsEnglishLetters() {
        // The broken voice says "hao two": a second syllable for every character.
        Duration one = speak("好", CHINESE).duration();
        Duration four = speak("好好好好", CHINESE).duration();
        assertThat(one).isLessThan(Duration.ofMillis(600));
        assertThat(four).isBetween(one.multipliedBy(2), one.multipliedBy(6));
    }

    @Test
    void aCommaIsHeardAsAPause() {
        Duration without = speak("一二三四五六", CHINESE).duration();
        Duration with = speak("一二三，四五六", CHINESE).duration();
        assertThat(with.minus(without)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void theLexiconChangesHowADoubtfulWordSounds() {
        assertThat(speak("银行", CHINESE)).isNotEqualTo(speak("银形", CHINESE));
        assertThat(speak("银行", CHINESE)).isEqualTo(speak("银 hang2", CHINESE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"; rm -rf /tmp/x; echo \"",
                "$(reboot) `reboot`",
                "-v en --version",
                "--help",
                "<speak><break time=\"1s\"/>hi</speak>",
                "[[hello]] world",
                "\u0001\u0002hello\u0000world",
                "a'b\"c\\d",
                "&amp; &#x41; <![CDATA[x]]>",
                "好\ud83d\ude00好",
                "%s %n %d"
            })
    void hostileTextIsSpokenAsOrdinaryText(String text) {
        assertThat(speak(text, Locale.US).duration()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(12));
        assertThat(speak(text, CHINESE).duration()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(12));
    }

    @Test
    void squareBracketsDoNotSwitchToPhonemes() {
        assertThat(speak("[[hello]]", Locale.US)).isEqualTo(speak("hello", Locale.US));
    }

    @Test
    void aTextAtTheLimitIsSpokenAndOneOverItIsRefused() {
        assertThat(speak("一二三四，".repeat(400), CHINESE).duration()).isGreaterThan(Duration.ofMinutes(2));
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> speak("一".repeat(100_000), CHINESE))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.BAD_TEXT));
    }

    @Test
    void rateMakesItShorterAndVolumeSofter() {
        Pcm normal = speak("one two three four five six", Locale.US);
        Pcm fast = espeak.engine.synthesize(
                new Utterance("one two three four five six", Locale.US, new Prosody(1.5, 1, 1)));
        Pcm soft = espeak.engine.synthesize(
                new Utterance("one two three four five six", Locale.US, new Prosody(1, 1, 0.5)));
        Pcm high = espeak.engine.synthesize(
                new Utterance("one two three four five six", Locale.US, new Prosody(1, 1.5, 1)));

        assertThat(fast.duration()).isLessThan(normal.duration().multipliedBy(9).dividedBy(10));
        assertThat(Level.dbfs(soft)).isCloseTo(Level.dbfs(normal) - 6, within(0.5));
        assertThat(high).isNotEqualTo(normal);
    }

    @Test
    void aLanguageThatTheProgramLacksIsRefusedByName() {
        Locale unknown = Locale.forLanguageTag("qqq");
        assertThat(espeak.engine.speaks(unknown)).isFalse();
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> speak("anything", unknown))
                .withMessageContaining("qqq")
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.NO_VOICE));
    }

    @Test
    void theIdNamesTheProgramsVersion() {
        assertThat(espeak.engine.id())
                .startsWith("espeak-ng " + espeak.engine.version().orElseThrow());
    }
}
