package org.belltower.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.belltower.audio.DtmfGenerator;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.Utterance;
import org.belltower.speech.corpus.LineSound;
import org.belltower.speech.corpus.LineSound.Noise;
import org.belltower.speech.endpoint.SileroModel;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.HeardWord;
import org.belltower.speech.recognition.ListeningRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what a line sounds like. Time is that of the samples, so nothing here waits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpeechInputTest {
    /** What was said counts here, not how sure that is. */
    private static final ListeningRequest FIVE_DIGITS =
            Requests.sure("(zero | one | two | three | four | five | six | seven | eight | nine)<5>", 0.3, 1);

    private static final String DIGITS = "(one | two | three | four | five | six | seven | eight | nine)<1-16>";
    private static final String PROMPT =
            "Please tell me what I can do for you. You can ask for your balance, for the net value"
                    + " of a fund, or say operator to speak to somebody.";

    private VoskModel model;
    private SileroModel voices;

    @BeforeAll
    void open() {
        model = VoskModel.load(ListeningRoom.store().english(), VoskLibrary.load());
        voices = SileroModel.load();
    }

    @AfterAll
    void close() {
        model.close();
        voices.close();
    }

    /**
     * What was told, and when.
     *
     * @param at milliseconds of sound that had been fed when the last was told
     */
    private record Told(List<Object> what, long at) {
        Heard heard() {
            return what.stream()
                    .filter(Heard.class::isInstance)
                    .map(Heard.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing was heard, only " + what));
        }

        String words() {
            return heard() instanceof Heard.Understood understood
                    ? understood.readings().getFirst().words()
                    : "not understood: " + heard();
        }
    }

    private Told listen(ListeningRequest request, Pcm sound) {
        return listen(request, sound, false);
    }

    private Told listen(ListeningRequest request, Pcm sound, boolean promptsPlay) {
        return listen(request, sound, promptsPlay, Optional.empty());
    }

    /** While a prompt is played that is known. */
    private Told over(Pcm prompt, ListeningRequest request, Pcm sound) {
        return listen(request, sound, true, Optional.of(prompt));
    }

    /** Behind a prompt that nobody could interrupt. */
    private Told behind(Pcm prompt, ListeningRequest request, Pcm sound) {
        return listen(request, sound, false, Optional.of(prompt));
    }

    /** @param promptsPlay whether the prompt begins with the sound, or has ended before it */
    private Told listen(ListeningRequest request, Pcm sound, boolean promptsPlay, Optional<Pcm> prompt) {
        PhraseList phrases = switch (model.lists().of(request.grammars())) {
            case PhraseList.Outcome.Made(var made) -> made;
            case PhraseList.Outcome.Refused(var message) -> throw new AssertionError(message);
        };
        var listener = new HeardWords();
        int told = 0;
        long at = 0;
        try (var input = new SpeechInput(request, model, phrases, voices.open(), 0, listener)) {
            if (!promptsPlay) {
                input.promptsEnded();
            }
            prompt.ifPresent(plays -> input.played(plays, promptsPlay ? 0 : -plays.length()));
            short[] step = new short[160];
            for (int i = 0; i + step.length <= sound.length(); i += step.length) {
                sound.copyTo(i, step, 0, step.length);
                input.feed(step, step.length);
                if (listener.told().size() > told) {
                    told = listener.told().size();
                    at = (i + step.length) / 8L;
                }
            }
        }
        return new Told(listener.told(), at);
    }

    private static Pcm speech(String text) {
        return ListeningRoom.mary().synthesize(Utterance.of(text, Locale.US));
    }

    private static Pcm after(Pcm... parts) {
        var all = new ArrayList<Pcm>();
        for (Pcm part : parts) {
            all.add(part);
        }
        return LineSound.alaw(Pcm.join(all));
    }

    @Test
    void speechIsToldBeforeWhatItWas() {
        Told told = listen(Requests.USUAL, ListeningRoom.said("yes"));

        assertThat(told.what()).hasSize(2);
        assertThat(told.what().getFirst()).isEqualTo("speech");
        assertThat(told.words()).isEqualTo("yes");
    }

    @Test
    void whatIsCompleteEndsAfterTheCompleteTimeout() {
        Pcm word = LineSound.at(-20, speech("yes"));
        Pcm sound = after(ListeningRoom.silence(500), word, ListeningRoom.silence(4_000));
        long end = 500 + word.duration().toMillis();

        Told told = listen(Requests.patient("yes | no", Duration.ofMillis(500), Duration.ofMillis(2_500)), sound);

        assertThat(told.words()).isEqualTo("yes");
        assertThat(told.at() - end).isCloseTo(500, Offset.offset(250L));
    }

    @Test
    void whatMayGoOnEndsAfterTheIncompleteTimeout() {
        Pcm words = LineSound.at(-20, speech("one two three"));
        Pcm sound = after(ListeningRoom.silence(500), words, ListeningRoom.silence(4_000));
        long end = 500 + words.duration().toMillis();

        Told told = listen(Requests.patient(DIGITS, Duration.ofMillis(500), Duration.ofMillis(2_000)), sound);

        assertThat(told.words()).isEqualTo("one two three");
        assertThat(told.at() - end).isCloseTo(2_000, Offset.offset(250L));
    }

    @Test
    void aPauseShorterThanTheIncompleteTimeoutIsPartOfTheInput() {
        Pcm sound = after(
                ListeningRoom.silence(500),
                LineSound.at(-20, speech("one two")),
                ListeningRoom.silence(900),
                LineSound.at(-20, speech("three nine")),
                ListeningRoom.silence(4_000));

        assertThat(listen(Requests.patient(DIGITS, Duration.ofMillis(400), Duration.ofMillis(1_500)), sound)
                        .words())
                .isEqualTo("one two three nine");
    }

    @Test
    void speechThatIsTooLongIsEnded() {
        Told told = listen(
                Requests.upTo(DIGITS, Duration.ofSeconds(2)),
                after(ListeningRoom.silence(300), LineSound.at(-20, speech(PROMPT))));

        assertThat(told.heard())
                .isInstanceOfSatisfying(
                        Heard.TooLong.class,
                        tooLong -> assertThat(tooLong.audio())
                                .hasValueSatisfying(
                                        audio -> assertThat(audio.duration()).isLessThan(Duration.ofMillis(2_900))));
    }

    @Test
    void theInputThatIsKeptBeginsBeforeTheFirstSound() {
        Pcm word = LineSound.at(-20, speech("four"));
        Told told = listen(
                Requests.patient("four | five", Duration.ofMillis(500), Duration.ofMillis(500)),
                after(ListeningRoom.silence(1_000), word, ListeningRoom.silence(1_500)));

        assertThat(told.heard())
                .isInstanceOfSatisfying(
                        Heard.Understood.class,
                        understood -> assertThat(understood.audio()).hasValueSatisfying(audio -> {
                            assertThat(Level.dbfs(audio.slice(0, 1_200))).isLessThan(-50);
                            assertThat(audio.duration()).isGreaterThan(word.duration());
                        }));
    }

    @Test
    void aHotwordPassesOverAllElse() {
        Pcm sound = after(
                ListeningRoom.silence(300),
                LineSound.at(-20, speech("the weather is nice today")),
                ListeningRoom.silence(1_500),
                LineSound.at(-20, speech("operator")),
                ListeningRoom.silence(1_500));

        Told told = listen(Requests.hotword("operator | (stop it)"), sound);

        assertThat(told.what()).hasSize(2);
        assertThat(told.what().getFirst()).isEqualTo("speech");
        assertThat(told.words()).isEqualTo("operator");
    }

    @ParameterizedTest(name = "echo at {0} dB")
    @ValueSource(ints = {-20, -12})
    void thePromptsEchoIsNoSpeech(int decibels) {
        Pcm prompt = LineSound.at(-20, speech(PROMPT));
        Pcm echo = LineSound.alaw(LineSound.mixed(
                LineSound.amplified(decibels, prompt), LineSound.noise(Noise.WHITE, prompt.length(), -65, 1)));

        assertThat(listen(Requests.of("balance | operator | (net value)"), echo, true)
                        .what())
                .isEmpty();
    }

    @ParameterizedTest(name = "echo at {0} dB")
    @ValueSource(ints = {-20, -12})
    void aCallerIsHeardOverTheEcho(int decibels) {
        Pcm prompt = LineSound.amplified(decibels, LineSound.at(-20, speech(PROMPT)));
        Pcm sound = LineSound.alaw(LineSound.mixed(
                prompt.slice(0, 24_000),
                Pcm.join(List.of(
                        ListeningRoom.silence(2_000),
                        LineSound.at(-18, speech("operator")),
                        ListeningRoom.silence(3_000)))));

        Told told = listen(Requests.of("balance | operator | (net value)"), sound, true);

        assertThat(told.what()).isNotEmpty().first().isEqualTo("speech");
    }

    /** What a line sends back, and what the caller says two and a half seconds after the prompt's beginning. */
    private static Pcm heardBack(Pcm echo, Pcm said) {
        Pcm line = LineSound.mixed(
                echo, Pcm.join(List.of(ListeningRoom.silence(2_500), said, ListeningRoom.silence(2_000))));
        return LineSound.alaw(LineSound.mixed(line, LineSound.noise(Noise.WHITE, line.length(), -65, 1)));
    }

    /** As a hybrid sends it back: later, and with more of some frequencies than of others. */
    private static Pcm sentBack(Pcm prompt, int decibels, int delayMillis) {
        double[] response = {0.1, 0.5, 1.0, -0.4, 0.3, -0.2, 0.1, 0.05};
        short[] samples = new short[prompt.length()];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int k = 0; k < response.length && k * 5 <= i; k++) {
                sum += response[k] * prompt.sample(i - k * 5);
            }
            samples[i] = (short) Math.clamp(Math.round(sum / 2), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        Pcm coloured = LineSound.at(-20, Pcm.of(samples, SampleRate.HZ_8000));
        return Pcm.join(List.of(ListeningRoom.silence(delayMillis), LineSound.amplified(decibels, coloured)));
    }

    @ParameterizedTest(name = "echo at {0} dB after {1} ms")
    @CsvSource({"-20, 0", "-12, 0", "-20, 180", "-12, 180", "-6, 400", "-12, 900"})
    void theEchoOfAKnownPromptIsNoSpeech(int decibels, int delay) {
        Pcm prompt = LineSound.at(-20, speech(PROMPT));
        Pcm again = Pcm.join(List.of(prompt, prompt, prompt));

        assertThat(over(again, Requests.OPERATOR, heardBack(sentBack(again, decibels, delay), ListeningRoom.silence(0)))
                        .what())
                .isEmpty();
    }

    /** Where a document wants to hear the quietest callers. */
    @ParameterizedTest(name = "echo at {0} dB after {1} ms")
    @CsvSource({"-32, 0", "-32, 300", "-36, 180", "-36, 900", "-40, 0", "-40, 300"})
    void theQuietEchoOfAKnownPromptIsNoSpeechAtFullSensitivity(int decibels, int delay) {
        Pcm prompt = LineSound.at(-20, speech(PROMPT));
        Pcm again = Pcm.join(List.of(prompt, prompt, prompt));

        assertThat(over(
                                again,
                                Requests.sensitive("balance | operator | (net value)", 1.0),
                                heardBack(sentBack(again, decibels, delay), ListeningRoom.silence(0)))
                        .what())
                .isEmpty();
    }

    /** What a line sends back when a prompt is over, and what the caller says later. */
    private static Pcm sentBackBehind(Pcm prompt, int decibels, int delay, Pcm said) {
        Pcm back = sentBack(prompt, decibels, delay);
        Pcm line = LineSound.mixed(
                Pcm.join(List.of(back.slice(prompt.length(), back.length()), ListeningRoom.silence(3_000))),
                Pcm.join(List.of(ListeningRoom.silence(1_500), said, ListeningRoom.silence(2_000))));
        return LineSound.alaw(LineSound.mixed(line, LineSound.noise(Noise.WHITE, line.length(), -65, 1)));
    }

    /** A prompt of so many milliseconds, which ends in mid-word. */
    private static Pcm cut(int length) {
        return LineSound.at(-20, speech(PROMPT)).slice(0, length * 8);
    }

    @ParameterizedTest(name = "echo of {2} ms at {0} dB after {1} ms")
    @CsvSource({
        "-20, 180, 1200",
        "-12, 180, 1200",
        "-20, 300, 1200",
        "-12, 300, 1200",
        "-12, 500, 1200",
        "-12, 900, 1200",
        "-12, 180, 2000",
        "-12, 300, 2000",
        "-12, 500, 2000",
        "-12, 900, 2000",
        "-12, 180, 2800",
        "-12, 300, 2800",
        "-12, 500, 2800",
        "-12, 900, 2800",
        "-12, 180, 3600",
        "-12, 300, 3600",
        "-12, 500, 3600",
        "-12, 900, 3600",
        "-12, 180, 5400",
        "-12, 300, 5400",
        "-12, 500, 5400",
        "-12, 900, 5400"
    })
    void theEndOfAPromptThatNobodyCouldInterruptIsNoSpeechWhenItComesBack(int decibels, int delay, int length) {
        Pcm prompt = cut(length);
        Pcm line = sentBackBehind(prompt, decibels, delay, ListeningRoom.silence(0));

        assertThat(behind(prompt, Requests.OPERATOR, line).what()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_200, 2_000, 2_800, 3_600, 5_400})
    void theSameIsSpeechWhereNobodyKnowsWhatWasPlayed(int length) {
        Pcm line = sentBackBehind(cut(length), -12, 500, ListeningRoom.silence(0));

        assertThat(listen(Requests.OPERATOR, line).what()).isNotEmpty();
    }

    /** So little of a line is like almost any speech: it must not pass for the end of the prompt. */
    @ParameterizedTest(name = "“{1}” {0} ms behind the prompt")
    @CsvSource({
        "0, operator",
        "0, no",
        "0, yes",
        "0, sales",
        "50, operator",
        "50, no",
        "50, yes",
        "50, sales",
        "100, operator",
        "100, no",
        "100, yes",
        "100, sales"
    })
    void aCallerWhoSpeaksAtOnceBehindAPromptIsNotItsEcho(int after, String word) {
        Pcm said = LineSound.at(-20, ListeningRoom.espeak().synthesize(Utterance.of(word, Locale.US)));
        Pcm line = Pcm.join(List.of(ListeningRoom.silence(after), said, ListeningRoom.silence(2_500)));

        Told told = behind(
                cut(2_800),
                Requests.OPERATOR,
                LineSound.alaw(LineSound.mixed(line, LineSound.noise(Noise.WHITE, line.length(), -65, 1))));

        assertThat(told.what()).isNotEmpty().first().isEqualTo("speech");
    }

    @ParameterizedTest(name = "echo at {0} dB after {1} ms")
    @CsvSource({"-12, 300", "-12, 900", "-100, 300"})
    void aQuietCallerIsHeardBehindAPromptThatNobodyCouldInterrupt(int decibels, int delay) {
        Pcm prompt = cut(2_800);
        Pcm quiet = LineSound.at(-35, ListeningRoom.espeak().synthesize(Utterance.of("operator", Locale.UK)));
        Pcm line = sentBackBehind(prompt, decibels, delay, quiet);

        Told told = behind(prompt, Requests.OPERATOR, line);

        assertThat(told.what()).isNotEmpty().first().isEqualTo("speech");
        assertThat(told.at()).as("when the last was told").isGreaterThan(1_500);
    }

    @ParameterizedTest(name = "echo at {0} dB after {1} ms")
    @CsvSource({"-100, 0", "-20, 40", "-12, 40", "-20, 300", "-12, 300"})
    void aQuietCallerIsHeardOverTheEchoOfAKnownPrompt(int decibels, int delay) {
        Pcm prompt = LineSound.at(-20, speech(PROMPT));
        Pcm quiet = LineSound.at(-35, ListeningRoom.espeak().synthesize(Utterance.of("operator", Locale.UK)));

        Told told = over(prompt, Requests.OPERATOR, heardBack(sentBack(prompt, decibels, delay), quiet));

        assertThat(told.what()).isNotEmpty().first().isEqualTo("speech");
        assertThat(told.at()).as("when something was heard").isGreaterThan(2_500);
    }

    @ParameterizedTest(name = "{0}, caller at {1} dBFS, echo at {2} dB")
    @CsvSource({
        "four eight five six seven, -35, -100",
        "four eight five six seven, -35, -20",
        "four zero seven one two, -26, -12",
        "nine five eight three six, -30, -20"
    })
    void aQuietCallerIsUnderstoodOverAPromptThatStops(String words, int dbfs, int decibels) {
        Pcm prompt = LineSound.at(-20, speech(PROMPT));
        Pcm echo = sentBack(prompt, decibels, 300).slice(0, 3_200 * 8);

        Pcm line = heardBack(echo, LineSound.at(dbfs, speech(words)));

        assertThat(twoOfThree(() -> over(prompt, FIVE_DIGITS, line))).isEqualTo(words);
    }

    /** His first word is all that is on the line when the prompt is looked for in it, twice a second: it is not the prompt. */
    @ParameterizedTest(name = "{0} ms behind the beginning of the prompt")
    @ValueSource(ints = {650, 700, 750, 800, 1_250, 1_300, 1_350, 1_800})
    void aCallerIsUnderstoodWhereverInAPromptHeBegins(int after) {
        Pcm prompt = speech("This is a long story, and it goes on and on. ".repeat(4));
        Pcm line = LineSound.alaw(Pcm.join(List.of(
                ListeningRoom.silence(after), speech("four zero seven one two"), ListeningRoom.silence(2_000))));

        assertThat(twoOfThree(() -> over(prompt, FIVE_DIGITS, line))).isEqualTo("four zero seven one two");
    }

    @ParameterizedTest(name = "caller at {0} dBFS")
    @ValueSource(ints = {-12, -26, -35})
    void aCallerIsUnderstoodHoweverLoud(int dbfs) {
        Pcm line = heardBack(ListeningRoom.silence(0), LineSound.at(dbfs, speech("four eight five six seven")));

        assertThat(twoOfThree(() -> listen(FIVE_DIGITS, line))).isEqualTo("four eight five six seven");
    }

    /** What is understood two times of three, or else the third time: the decoder dithers its input, so that no two are alike. */
    private static String twoOfThree(Supplier<Told> hears) {
        String first = hears.get().words();
        String second = hears.get().words();
        return first.equals(second) ? first : hears.get().words();
    }

    @Test
    void aShortWordIsHeardOverAPromptThatDoesNotComeBack() {
        Pcm prompt = LineSound.at(-20, speech(PROMPT));
        Pcm line = LineSound.alaw(Pcm.join(
                List.of(ListeningRoom.silence(500), LineSound.at(-20, speech("no")), ListeningRoom.silence(2_000))));

        assertThat(over(prompt, Requests.USUAL, line).words()).isEqualTo("no");
    }

    @Test
    void keysAreNoSpeech() {
        var keys = new ArrayList<Pcm>();
        for (DtmfTone tone : DtmfTone.values()) {
            keys.add(DtmfGenerator.key(tone, Duration.ofMillis(120), SampleRate.HZ_8000));
            keys.add(ListeningRoom.silence(80));
        }

        assertThat(listen(Requests.USUAL, LineSound.alaw(Pcm.join(keys))).what())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsNoSpeech(Noise kind) {
        assertThat(listen(Requests.USUAL, LineSound.alaw(LineSound.noise(kind, 80_000, -30, 7)))
                        .what())
                .isEmpty();
    }

    @Test
    void musicIsNoSpeech() {
        assertThat(listen(Requests.USUAL, LineSound.alaw(LineSound.music(80_000, -20)))
                        .what())
                .isEmpty();
    }

    @Test
    void anHourOfSilenceIsNothing() {
        assertThat(listen(Requests.USUAL, Pcm.silence(Duration.ofHours(1), SampleRate.HZ_8000))
                        .what())
                .isEmpty();
    }

    @Test
    void anHourOfSpeechIsEndedByTheLongestSpeech() {
        Pcm talk = LineSound.at(-20, speech(PROMPT));
        Pcm hour =
                Pcm.join(Collections.nCopies(Math.toIntExact(Duration.ofHours(1).dividedBy(talk.duration())), talk));

        Told told = listen(Requests.upTo(DIGITS, Duration.ofSeconds(2)), hour);

        assertThat(told.heard()).isInstanceOf(Heard.TooLong.class);
        assertThat(told.at()).isLessThan(5_000);
    }

    @Test
    void clippedSpeechIsUnderstoodAllTheSame() {
        Pcm sound = after(
                ListeningRoom.silence(300),
                LineSound.amplified(30, LineSound.at(-20, speech("operator"))),
                ListeningRoom.silence(1_500));

        assertThat(listen(Requests.of("balance | operator"), sound).words()).isEqualTo("operator");
    }

    @ParameterizedTest(name = "after {0} ms")
    @ValueSource(ints = {150, 250, 350})
    void speechThatIsCutInMidWordHasAnOutcome(int millis) {
        Pcm word = LineSound.at(-20, speech("operator please")).slice(0, millis * 8);
        Told told = listen(
                Requests.of("balance | (operator please)"),
                after(ListeningRoom.silence(300), word, ListeningRoom.silence(2_500)));

        assertThat(told.what().isEmpty() || told.heard() instanceof Heard.NotUnderstood)
                .isTrue();
    }

    @Test
    void moreReadingsComeInTheOrderOfTheirConfidence() {
        Told told = listen(Requests.anything(DIGITS, 5), ListeningRoom.said("five nine five nine"));

        assertThat(told.heard()).isInstanceOfSatisfying(Heard.Understood.class, understood -> {
            assertThat(understood.readings()).hasSizeBetween(1, 5);
            for (int i = 1; i < understood.readings().size(); i++) {
                assertThat(understood.readings().get(i).confidence())
                        .isLessThanOrEqualTo(understood.readings().get(i - 1).confidence());
            }
        });
    }

    @Test
    void eachWordHasItsConfidence() {
        Told told = listen(Requests.anything(DIGITS, 1), ListeningRoom.said("five nine five nine"));

        assertThat(told.heard()).isInstanceOfSatisfying(Heard.Understood.class, understood -> {
            var reading = understood.readings().getFirst();
            assertThat(reading.each().stream().map(HeardWord::text).toList())
                    .containsExactly(reading.words().split(" "));
            assertThat(reading.each())
                    .allSatisfy(word -> assertThat(word.confidence()).isGreaterThan(0));
        });
    }

    @Test
    void noMoreReadingsThanWanted() {
        Told all = listen(Requests.anything("two | too | to", 10), ListeningRoom.said("two"));
        Told one = listen(Requests.anything("two | too | to", 1), ListeningRoom.said("two"));

        assertThat(readings(all)).isGreaterThan(1);
        assertThat(readings(one)).isEqualTo(1);
    }

    private static int readings(Told told) {
        return told.heard() instanceof Heard.Understood understood
                ? understood.readings().size()
                : 0;
    }

    @Test
    void whatIsLessSureThanWantedIsNotUnderstood() {
        assertThat(listen(Requests.sure("yes | no", 1.0, 1), ListeningRoom.said("yes"))
                        .heard())
                .isInstanceOfSatisfying(Heard.NotUnderstood.class, heard -> {
                    assertThat(heard.words()).isEqualTo("yes");
                    assertThat(heard.confidence()).isBetween(0.5, 1.0);
                });
    }

    @Test
    void quietSpeechIsHeardWhereTheApplicationIsSensitive() {
        Pcm quiet = ListeningRoom.line(speech("yes"), -38);

        assertThat(listen(Requests.sensitive("yes | no", 0.0), quiet).what()).isEmpty();
        assertThat(listen(Requests.sensitive("yes | no", 0.9), quiet).what()).isNotEmpty();
    }

    @Test
    void anApplicationInAHurryIsAnsweredToo() {
        assertThat(listen(Requests.quick("yes | no"), ListeningRoom.said("yes")).words())
                .isEqualTo("yes");
        assertThat(listen(Requests.quick("yes | no"), ListeningRoom.said("I would like to speak to somebody please"))
                        .heard())
                .isInstanceOf(Heard.NotUnderstood.class);
    }
}
