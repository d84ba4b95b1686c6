package org.belltower.speech.marytts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.Pitch;
import org.belltower.speech.PitchTurn;
import org.belltower.speech.Pronunciation;
import org.belltower.speech.Prosody;
import org.belltower.speech.Span;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.belltower.speech.Utterance;
import org.belltower.speech.VoiceWish;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaryTtsTest {
    private static final MaryTts ENGINE = MaryTts.open(new MarySettings(2, 64, Duration.ofSeconds(30)));
    private static final String SENTENCE = "One point zero five three two.";

    @BeforeAll
    static void load() {
        ENGINE.warmUp();
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static Pcm speak(String text) {
        return ENGINE.synthesize(Utterance.of(text, Locale.US));
    }

    @Test
    void aSentenceIsSpokenAtAPlausibleLengthAndTheOneLevel() {
        Pcm audio = speak(SENTENCE);

        assertThat(audio.rate()).isEqualTo(SampleRate.HZ_8000);
        assertThat(audio.duration()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(Level.dbfs(audio)).isCloseTo(-21, within(3.0));
    }

    @Test
    void theSameTextSoundsTheSame() {
        assertThat(speak("Good morning.")).isEqualTo(speak("Good morning."));
    }

    @Test
    void rateAndPitchAndVolumeAreHeard() {
        Pcm normal = speak(SENTENCE);
        Pcm fast = ENGINE.synthesize(new Utterance(SENTENCE, Locale.US, new Prosody(1.5, 1, 1)));
        Pcm high = ENGINE.synthesize(new Utterance(SENTENCE, Locale.US, new Prosody(1, 1.3, 1)));
        Pcm both = ENGINE.synthesize(new Utterance(SENTENCE, Locale.US, new Prosody(0.7, 0.8, 0.5)));

        assertThat(fast.duration()).isLessThan(normal.duration().multipliedBy(8).dividedBy(10));
        assertThat(high.duration()).isCloseTo(normal.duration(), Duration.ofMillis(200));
        assertThat(pitchPeriod(high)).isLessThan(pitchPeriod(normal));
        assertThat(both.duration())
                .isGreaterThan(normal.duration().multipliedBy(12).dividedBy(10));
        assertThat(Level.dbfs(both)).isCloseTo(Level.dbfs(normal) - 6, within(2.0));
    }

    /** Median over the voiced blocks of the lag, in samples, at which the audio resembles itself most. */
    private static int pitchPeriod(Pcm audio) {
        short[] samples = audio.toArray();
        List<Integer> lags = new ArrayList<>();
        for (int at = 0; at + 480 < samples.length; at += 320) {
            if (Level.dbfs(samples, at, 320) > -25) {
                lags.add(bestLag(samples, at));
            }
        }
        lags.sort(null);
        return lags.get(lags.size() / 2);
    }

    private static int bestLag(short[] samples, int at) {
        long best = 0;
        int bestLag = 20;
        for (int lag = 20; lag < 120; lag++) {
            long sum = 0;
            for (int i = at; i < at + 320; i++) {
                sum += samples[i] * samples[i + lag];
            }
            if (sum > best) {
                best = sum;
                bestLag = lag;
            }
        }
        return bestLag;
    }

    private static final Prosody SLOW = Prosody.NORMAL.atRate(0.6);

    private static Pcm speak(Span... spans) {
        return ENGINE.synthesize(new Utterance(List.of(spans), Locale.US, VoiceWish.NONE, Optional.empty(), false));
    }

    @Test
    void oneWordOfASentenceHasAMannerOfItsOwn() {
        Pcm plain = speak("Press one or two, please.");
        Pcm slow = speak(
                new Span("Press ", Prosody.NORMAL),
                new Span("one or two", SLOW),
                new Span(", please.", Prosody.NORMAL));
        Pcm all = ENGINE.synthesize(new Utterance("Press one or two, please.", Locale.US, SLOW));

        assertThat(slow.duration()).isBetween(plain.duration().plusMillis(100), all.duration());
    }

    @Test
    void aMannerMayReachOverACommaAndAcrossTheEndOfASentence() {
        assertThat(speak(
                                new Span("One ", Prosody.NORMAL),
                                new Span("two, three. Four", SLOW.at(Pitch.times(1.2))),
                                new Span(" five.", Prosody.NORMAL))
                        .duration())
                .isGreaterThan(speak("One two, three. Four five.").duration());
    }

    @Test
    void aWholeSentenceIsSlowAlsoBehindItsComma() {
        Pcm plain = speak("One two, three four.");
        Pcm slow = ENGINE.synthesize(new Utterance("One two, three four.", Locale.US, SLOW));
        assertThat(slow.duration())
                .isGreaterThan(plain.duration().multipliedBy(13).dividedBy(10));
    }

    @Test
    void aWordSoundsAsItsPronunciationSays() {
        Span before = new Span("I say ", Prosody.NORMAL);
        Pcm american = speak(before, pronounced("tomato", "təˈmeɪtoʊ"));
        Pcm british = speak(before, pronounced("tomato", "təˈmɑːtəʊ"));

        assertThat(british).isNotEqualTo(american);
        assertThat(speak(before, pronounced("potato", "təˈmeɪtoʊ"))).isEqualTo(american);
        assertThat(speak(before, pronounced("tomato", "yʁ"))).isEqualTo(speak("I say tomato"));
    }

    private static Span pronounced(String text, String ipa) {
        return new Span(text, Prosody.NORMAL, Optional.of(new Pronunciation(Pronunciation.Alphabet.IPA, ipa)));
    }

    @Test
    void aContourAndAPitchInHertzAreHeard() {
        Pcm high = ENGINE.synthesize(new Utterance(SENTENCE, Locale.US, Prosody.NORMAL.at(Pitch.hertz(230))));
        Pcm low = ENGINE.synthesize(new Utterance(SENTENCE, Locale.US, Prosody.NORMAL.at(Pitch.hertz(130))));
        assertThat(pitchPeriod(high)).isLessThan(pitchPeriod(low));

        Prosody rising = Prosody.NORMAL.turning(List.of(
                new PitchTurn(0, Pitch.times(0.7)),
                new PitchTurn(50, Pitch.NORMAL),
                new PitchTurn(100, Pitch.times(1.5))));
        Pcm bent = ENGINE.synthesize(new Utterance(SENTENCE, Locale.US, rising));
        assertThat(bent).isNotEqualTo(speak(SENTENCE));
        assertThat(pitchPeriod(bent.slice(bent.length() / 2, bent.length())))
                .isLessThan(pitchPeriod(bent.slice(0, bent.length() / 2)));
    }

    @Test
    void itsOneVoiceIsAGrownWomansAndSpeaksForOthers() {
        VoiceWish man =
                new VoiceWish(List.of(), Optional.of(VoiceWish.Gender.MALE), OptionalInt.empty(), OptionalInt.empty());
        assertThat(ENGINE.has(VoiceWish.NONE, Locale.US)).isTrue();
        assertThat(ENGINE.has(man, Locale.US)).isFalse();
        assertThat(ENGINE.synthesize(Utterance.of(SENTENCE, Locale.US).by(man))).isEqualTo(speak(SENTENCE));
    }

    @Test
    void severalTextsAtOnceAreSpokenAsOneByOne() throws Exception {
        List<String> texts = IntStream.range(0, 4)
                .mapToObj(i -> "Text number " + (char) ('a' + i) + ".")
                .toList();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Pcm>> together = texts.stream()
                    .map(text -> callers.submit(() -> speak(text)))
                    .toList();
            for (int i = 0; i < texts.size(); i++) {
                assertThat(together.get(i).get()).as(texts.get(i)).isEqualTo(speak(texts.get(i)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<speak><break/>hi</speak>",
                "& &amp; \" ' `",
                "单位 net 净值",
                "$5, 7% @ 3.5 #1 *2",
                "we'd they've I'd can't o'clock",
                "xkcdq zzzt brrr",
                "e\u0301tude na\u00efve \ud83d\ude00 ok",
                "A.B. Mr. 1st 10:30 2026-11-20",
                "\u0000one\u0001two"
            })
    void hostileOrOddTextIsSpoken(String text) {
        assertThat(speak(text).duration()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"单位净值", "\ud83d\ude00!", "..."})
    void textWithoutAnEnglishWordIsATypedFailure(String text) {
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> speak(text))
                .satisfies(e -> assertThat(e.failure()).isIn(Failure.BAD_TEXT, Failure.ENGINE_FAILED));
    }

    @Test
    void onlyAmericanEnglishIsSpoken() {
        assertThat(ENGINE.speaks(Locale.US)).isTrue();
        assertThat(ENGINE.speaks(Locale.ENGLISH)).isTrue();
        assertThat(ENGINE.speaks(Locale.UK)).isFalse();
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> ENGINE.synthesize(Utterance.of("hello", Locale.UK)))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.NO_VOICE));
    }
}
