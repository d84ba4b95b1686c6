package org.belltower.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.audio.Pcm;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.speech.Await;
import org.belltower.speech.Utterance;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.Hearing;
import org.belltower.speech.recognition.HearingListener;
import org.belltower.speech.recognition.ListeningRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way with its threads: samples in steps of 20 ms in, what was understood out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoskRecognizerTest {
    private static final int STEP = 160;

    private VoskRecognizer recognizer;

    @BeforeAll
    void open() {
        recognizer = VoskRecognizer.open(ListeningRoom.settings(4));
    }

    @AfterAll
    void close() {
        recognizer.close();
    }

    private Hearing admitted(ListeningRequest request, HearingListener listener) {
        return switch (recognizer.listen(request, listener)) {
            case Admission.Admitted(var hearing) -> hearing;
            case Admission.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private static void speak(Hearing hearing, Pcm audio) {
        short[] step = new short[STEP];
        for (int at = 0; at + STEP <= audio.length(); at += STEP) {
            audio.copyTo(at, step, 0, STEP);
            hearing.hear(step, STEP);
        }
    }

    private Heard heard(ListeningRequest request, String said) {
        var listener = new HeardWords();
        try (Hearing hearing = admitted(request, listener)) {
            hearing.promptsEnded();
            speak(hearing, ListeningRoom.said(said));
            return listener.heard();
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = ';', textBlock = """
            yes | no;                                                   yes
            yes | no;                                                   no
            ($d) <1-16>;                                                one two three nine
            balance | transfer | operator | (net value);                net value
            balance | transfer | operator | (net value);                operator
            """)
    void whatAGrammarAcceptsIsUnderstood(String rule, String said) {
        ListeningRequest request = rule.contains("$d")
                ? Requests.of(new ActiveGrammar(
                        "digits",
                        Grammars.compiled("#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $r;\n$r = $d<1-16>;\n"
                                + "$d = zero | one | two | three | four | five | six | seven | eight | nine;")))
                : Requests.of(rule);

        Heard heard = heard(request, said);

        assertThat(heard).isInstanceOfSatisfying(Heard.Understood.class, understood -> {
            assertThat(understood.readings()).hasSize(1);
            assertThat(understood.readings().getFirst().words()).isEqualTo(said);
            assertThat(understood.readings().getFirst().confidence()).isGreaterThan(0.5);
            assertThat(understood.readings().getFirst().matches().getFirst().utterance())
                    .isEqualTo(said);
        });
    }

    @ParameterizedTest
    @CsvSource({"elephants eat bananas", "I would like to speak to somebody please", "the weather is nice today"})
    void whatNoGrammarAcceptsIsNotUnderstood(String said) {
        assertThat(heard(Requests.of("balance | transfer | operator | (net value)"), said))
                .isInstanceOf(Heard.NotUnderstood.class);
    }

    @Test
    void aRecordingIsHeardByWhoBringsItAndTakesNoPlace() {
        var listener = new HeardWords();
        var heardAt = 0;
        Pcm said = ListeningRoom.said("operator");
        var places = new ArrayList<Hearing>();
        for (int i = 0; i < 4; i++) {
            places.add(admitted(Requests.USUAL, new HeardWords()));
        }
        Admission admission = recognizer.rehearse(Requests.of("balance | operator"), listener);
        try (Hearing hearing = ((Admission.Admitted) admission).hearing()) {
            hearing.promptsEnded();
            short[] step = new short[STEP];
            for (int at = 0; at + STEP <= said.length() && !listener.over(); at += STEP) {
                said.copyTo(at, step, 0, STEP);
                hearing.hear(step, STEP);
                heardAt = at + STEP;
            }
        }
        places.forEach(Hearing::close);

        assertThat(listener.over()).isTrue();
        assertThat(heardAt).isLessThan(said.length());
        assertThat(listener.heard()).isInstanceOf(Heard.Understood.class);
        Await.until("all places are free", () -> recognizer.listening() == 0);
    }

    @Test
    void moreCallersThanItBearsAreRefusedUntilOneIsDone() {
        var hearings = new ArrayList<Hearing>();
        for (int i = 0; i < 4; i++) {
            hearings.add(admitted(Requests.USUAL, new HeardWords()));
        }

        assertThat(recognizer.listen(Requests.USUAL, new HeardWords()))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Admission.Reason.AT_CAPACITY));

        hearings.forEach(Hearing::close);
        Await.until("all places are free", () -> recognizer.listening() == 0);
        admitted(Requests.USUAL, new HeardWords()).close();
    }

    /** Who answers a question is asked the next one at once: the place that he had is his again. */
    @Test
    void atCapacityWhoWasHeardIsListenedToAgain() {
        var others = new ArrayList<Hearing>();
        for (int i = 0; i < 3; i++) {
            others.add(admitted(Requests.USUAL, new HeardWords()));
        }
        var next = new CompletableFuture<Admission>();
        var listener = new HearingListener() {
            @Override
            public void onSpeech() {}

            @Override
            public void onHeard(Heard heard) {
                next.complete(recognizer.listen(Requests.USUAL, new HeardWords()));
            }
        };
        try (Hearing hearing = admitted(Requests.of("yes | no"), listener)) {
            hearing.promptsEnded();
            speak(hearing, ListeningRoom.said("yes"));

            assertThat(next.orTimeout(10, TimeUnit.SECONDS).join())
                    .isInstanceOfSatisfying(
                            Admission.Admitted.class, again -> again.hearing().close());
        }
        others.forEach(Hearing::close);
        Await.until("all places are free", () -> recognizer.listening() == 0);
    }

    /** The same of one who keys, while a thread is at work on what he said before. */
    @Test
    void atCapacityWhoIsNotListenedToAnyMoreMayBeAtOnce() {
        var hearings = new ArrayList<Hearing>();
        for (int i = 0; i < 3; i++) {
            hearings.add(admitted(Requests.USUAL, new HeardWords()));
        }
        for (int i = 0; i < 20; i++) {
            Hearing hearing = admitted(Requests.of("yes | no"), new HeardWords());
            hearing.promptsEnded();
            speak(hearing, ListeningRoom.said("no"));
            hearing.close();
            assertThat(recognizer.listening()).isEqualTo(3);
        }
        hearings.forEach(Hearing::close);
        assertThat(recognizer.listening()).isZero();
    }

    @Test
    void aLanguageWithoutAModelIsRefused() {
        assertThat(recognizer.listen(Requests.of(Grammars.spoken("zh-CN", "是 | 不是")), new HeardWords()))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Admission.Reason.NO_MODEL));
    }

    @Test
    void nothingIsToldAfterTheClose() {
        var listener = new HeardWords();
        Hearing hearing = admitted(Requests.USUAL, listener);
        hearing.promptsEnded();
        hearing.close();
        speak(hearing, ListeningRoom.said("yes"));
        hearing.close();

        Await.until("its place is free", () -> recognizer.listening() == 0);
        assertThat(listener.told()).isEmpty();
    }

    /** Ten seconds of it wait, the rest is dropped; nothing grows with it. */
    @Test
    void anHourThatComesFasterThanItIsSpokenEndsAsFailedAndFreesItsPlace() {
        var listener = new HeardWords();
        Pcm said = ListeningRoom.said("four seven two nine");
        try (Hearing hearing = admitted(Requests.of("four seven two nine"), listener)) {
            hearing.promptsEnded();
            long times = Duration.ofHours(1).dividedBy(said.duration());
            for (long i = 0; i < times; i++) {
                speak(hearing, said);
            }
            assertThat(listener.heard())
                    .isInstanceOfSatisfying(
                            Heard.Failed.class,
                            failed -> assertThat(failed.message()).contains("lags"));
        }
        Await.until("its place is free", () -> recognizer.listening() == 0);
    }

    /** The end of a prompt is known before its sound has been looked at: too quiet over a prompt for a caller, loud enough after it. */
    @Test
    void whatCameBeforeThePromptsEndedMayStillBeTheirEcho() {
        var listener = new HeardWords();
        Pcm said = ListeningRoom.line(ListeningRoom.mary().synthesize(Utterance.of("operator", Locale.US)), -34);
        try (Hearing hearing = admitted(Requests.OPERATOR, listener)) {
            short[] all = new short[said.length()];
            said.copyTo(0, all, 0, all.length);
            hearing.hear(all, all.length);
            hearing.promptsEnded();
            assertThat(hearing.lag()).isPositive();
            Await.until("all of it has been looked at", () -> hearing.lag().isZero());
            assertThat(listener.told()).isEmpty();

            speak(hearing, said);
            assertThat(listener.heard()).isInstanceOf(Heard.Understood.class);
        }
    }

    @Test
    void aLargeGrammarIsListenedWithToo() {
        List<String> digits = List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
        String names = IntStream.range(0, 2_500)
                .mapToObj(i -> "operator " + digits.get(i % 10) + " " + digits.get(i / 10 % 10) + " "
                        + digits.get(i / 100 % 10) + " " + digits.get(i / 1_000))
                .collect(Collectors.joining(" | "));

        assertThat(heard(Requests.of(names), "operator one two three two")).isInstanceOf(Heard.Understood.class);
    }

    @Test
    void closedInMidWordItFreesItsPlace() {
        var listener = new HeardWords();
        Pcm said = ListeningRoom.said("four seven two nine");
        try (Hearing hearing = admitted(Requests.of("four seven two nine"), listener)) {
            hearing.promptsEnded();
            speak(hearing, said.slice(0, 8_000));
            Await.until("speech has begun", listener::speech);
        }
        Await.until("its place is free", () -> recognizer.listening() == 0);
        assertThat(listener.told()).containsExactly("speech");
    }
}
