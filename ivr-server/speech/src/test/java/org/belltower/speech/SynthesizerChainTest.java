package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.belltower.speech.SynthesisException.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SynthesizerChainTest {
    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-20T08:00:00Z"));

    private SynthesizerChain chain(Synthesizer... engines) {
        return SynthesizerChain.of(clock, List.of(engines));
    }

    private static Utterance english(String text) {
        return Utterance.of(text, Locale.US);
    }

    @Test
    void theFirstEngineThatSpeaksTheLanguageSpeaks() {
        var chinese = ScriptedSynthesizer.speaking("chinese", "zh");
        var english = ScriptedSynthesizer.speaking("english", "en");
        var everything = ScriptedSynthesizer.speaking("everything", "en", "zh");

        chain(chinese, english, everything).synthesize(english("hello"));

        assertThat(chinese.asked).hasValue(0);
        assertThat(english.asked).hasValue(1);
        assertThat(everything.asked).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGINE_MISSING", "ENGINE_FAILED", "TIMED_OUT", "OVERLOADED", "NO_VOICE"})
    void aFailedEngineIsReplacedByTheNextOnce(Failure failure) {
        var first = ScriptedSynthesizer.failing("first", failure, "en");
        var second = ScriptedSynthesizer.speaking("second", "en");

        assertThat(chain(first, second).synthesize(english("hello")).length()).isPositive();
        assertThat(second.asked).hasValue(1);
    }

    @Test
    void aThirdEngineIsNotTried() {
        var first = ScriptedSynthesizer.failing("first", Failure.ENGINE_FAILED, "en");
        var second = ScriptedSynthesizer.failing("second", Failure.ENGINE_FAILED, "en");
        var third = ScriptedSynthesizer.speaking("third", "en");

        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> chain(first, second, third).synthesize(english("hello")))
                .satisfies(e -> assertThat(e.engine()).isEqualTo("second"));
        assertThat(third.asked).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_TEXT", "CLOSED"})
    void whatNoEngineCouldDoIsNotTriedAgain(Failure failure) {
        var first = ScriptedSynthesizer.failing("first", failure, "en");
        var second = ScriptedSynthesizer.speaking("second", "en");

        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> chain(first, second).synthesize(english("hello")))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(failure));
        assertThat(second.asked).hasValue(0);
    }

    @Test
    void aHungEngineRestsAndIsAskedAgainAfterItsRest() {
        var first = ScriptedSynthesizer.failing("first", Failure.TIMED_OUT, "en");
        var second = ScriptedSynthesizer.speaking("second", "en");
        SynthesizerChain chain = chain(first, second);

        chain.synthesize(english("one"));
        chain.synthesize(english("two"));
        assertThat(first.asked).as("asked while it rests").hasValue(1);

        clock.step(SynthesizerChain.REST);
        chain.synthesize(english("three"));
        assertThat(first.asked).hasValue(2);
    }

    @Test
    void oneBadTextDoesNotPutAnEngineToRestButThreeInARowDo() {
        var first = ScriptedSynthesizer.failing("first", Failure.ENGINE_FAILED, "en");
        var second = ScriptedSynthesizer.speaking("second", "en");
        SynthesizerChain chain = chain(first, second);

        for (int i = 0; i < 5; i++) {
            chain.synthesize(english("text " + i));
            clock.step(Duration.ofSeconds(1));
        }

        assertThat(first.asked).hasValue(3);
    }

    @Test
    void aRestingEngineStillSpeaksWhatNobodyElseCan() {
        var only = ScriptedSynthesizer.failing("only", Failure.TIMED_OUT, "en");
        SynthesizerChain chain = chain(only);
        assertThatExceptionOfType(SynthesisException.class).isThrownBy(() -> chain.synthesize(english("one")));

        only.now(utterance -> ScriptedSynthesizer.tone(3));

        assertThat(chain.synthesize(english("two")).length()).isEqualTo(240);
    }

    @Test
    void aLanguageWithoutAVoiceIsNamed() {
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> chain(ScriptedSynthesizer.speaking("english", "en"))
                        .synthesize(Utterance.of("bonjour", Locale.FRANCE)))
                .withMessageContaining("fr-FR")
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.NO_VOICE));
    }

    @Test
    void warmUpGoesOnAfterAnEngineThatIsNotReady() {
        var english = ScriptedSynthesizer.speaking("english", "en");
        Synthesizer broken = new Synthesizer() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public boolean speaks(Locale language) {
                return false;
            }

            @Override
            public org.belltower.audio.Pcm synthesize(Utterance utterance) {
                throw new AssertionError("not asked");
            }

            @Override
            public void warmUp() {
                throw new SynthesisException(Failure.ENGINE_MISSING, "broken", "not installed");
            }

            @Override
            public void close() {}
        };

        SynthesizerChain chain = chain(broken, english);
        chain.warmUp();
        chain.close();

        assertThat(english.closed).hasValue(1);
    }

    @Test
    void theEngineWithTheWishedVoiceSpeaksAndWhereNoneHasItTheFirst() {
        VoiceWish anna = new VoiceWish(List.of("anna"), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
        ScriptedSynthesizer first = ScriptedSynthesizer.speaking("first", "en");
        ScriptedSynthesizer second =
                ScriptedSynthesizer.speaking("second", "en").having(anna);
        Utterance hello = Utterance.of("hello", Locale.US);
        try (SynthesizerChain chain = chain(first, second)) {
            chain.synthesize(hello.by(anna));
            assertThat(second.asked).hasValue(1);
            assertThat(first.asked).hasValue(0);
            chain.synthesize(hello.by(
                    new VoiceWish(List.of("nobody"), Optional.empty(), OptionalInt.empty(), OptionalInt.empty())));
            chain.synthesize(hello);
            assertThat(first.asked).hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGINE_FAILED", "TIMED_OUT"})
    void anEngineThatIsAloneIsAskedOnceMoreAfterACrash(Failure failure) {
        var failing = ScriptedSynthesizer.failing("only", failure, "zh");
        Utterance chinese = Utterance.of("您好", Locale.SIMPLIFIED_CHINESE);
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> chain(failing).synthesize(chinese));
        assertThat(failing.asked).hasValue(2);

        var crashing = ScriptedSynthesizer.speaking("crashes once", "zh");
        crashing.now(_ -> {
            crashing.now(_ -> ScriptedSynthesizer.tone(3));
            throw new SynthesisException(failure, "crashes once", "as told");
        });
        assertThat(chain(crashing).synthesize(chinese)).isEqualTo(ScriptedSynthesizer.tone(3));
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGINE_MISSING", "OVERLOADED", "BAD_TEXT", "CLOSED"})
    void anEngineThatIsAloneIsNotAskedAgainWhereThatWouldNotHelp(Failure failure) {
        var failing = ScriptedSynthesizer.failing("only", failure, "en");
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> chain(failing).synthesize(english("hello")));
        assertThat(failing.asked).hasValue(1);
    }

    @Test
    void anEngineThatHangsIsOvertakenByTheNextLongBeforeItsDeadline() {
        var first = ScriptedSynthesizer.speaking("first", "en");
        var second = ScriptedSynthesizer.speaking("second", "en");
        try (SynthesizerChain chain = SynthesizerChain.of(clock, List.of(first, second), Duration.ofMillis(50))) {
            chain.synthesize(english("one"));
            var deadline = new CountDownLatch(1);
            var over = new CountDownLatch(1);
            first.now(_ -> {
                awaited(deadline);
                over.countDown();
                throw new SynthesisException(Failure.TIMED_OUT, "first", "as told");
            });

            assertThat(chain.synthesize(english("two"))).isEqualTo(ScriptedSynthesizer.tone(3));
            assertThat(second.asked).hasValue(1);

            deadline.countDown();
            awaited(over);
            first.now(_ -> ScriptedSynthesizer.tone(7));
            Await.until(
                    "the engine rests", () -> chain.synthesize(english("three")).equals(ScriptedSynthesizer.tone(5)));
        }
    }

    /** So many attempts run beside late ones at a time; who finds no room for one looks again. */
    @Test
    void everyoneWhoWaitsForAnEngineThatHangsHearsTheNext() throws InterruptedException {
        var first = ScriptedSynthesizer.speaking("first", "en");
        var second = ScriptedSynthesizer.speaking("second", "en");
        try (SynthesizerChain chain = SynthesizerChain.of(clock, List.of(first, second), Duration.ofMillis(10))) {
            chain.synthesize(english("one"));
            var deadline = new CountDownLatch(1);
            var slow = new CountDownLatch(1);
            first.now(_ -> {
                awaited(deadline);
                throw new SynthesisException(Failure.TIMED_OUT, "first", "as told");
            });
            second.now(utterance -> {
                awaited(slow);
                return ScriptedSynthesizer.tone(utterance.text().length());
            });
            var heard = new ConcurrentLinkedQueue<Integer>();
            List<Thread> callers = IntStream.range(1, 6)
                    .mapToObj(i -> Thread.ofVirtual()
                            .start(() -> heard.add(
                                    chain.synthesize(english("x".repeat(i))).length() / 80)))
                    .toList();
            Await.until("there is no room for another", () -> second.asked.get() == 2);
            assertThat(heard).isEmpty();

            slow.countDown();
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(heard).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
            deadline.countDown();
        }
    }

    @Test
    void anEngineThatLoadsItsVoiceIsNotOvertaken() {
        var first = ScriptedSynthesizer.speaking("first", "en");
        var second = ScriptedSynthesizer.speaking("second", "en");
        long until = System.nanoTime() + Duration.ofMillis(50).toNanos();
        first.now(_ -> {
            Await.until("a while has passed", () -> System.nanoTime() - until > 0);
            return ScriptedSynthesizer.tone(2);
        });
        try (SynthesizerChain chain = SynthesizerChain.of(clock, List.of(first, second), Duration.ZERO)) {
            assertThat(chain.synthesize(english("one"))).isEqualTo(ScriptedSynthesizer.tone(2));
            assertThat(second.asked).hasValue(0);
        }
    }

    @Test
    void whereTheLateOneAndTheNextFailOneOfTheirFailuresIsTold() {
        var first = ScriptedSynthesizer.speaking("first", "en");
        var second = ScriptedSynthesizer.failing("second", Failure.ENGINE_FAILED, "en");
        try (SynthesizerChain chain = SynthesizerChain.of(clock, List.of(first, second), Duration.ofMillis(10))) {
            chain.synthesize(english("one"));
            first.now(_ -> {
                Await.until("the next was asked", () -> second.asked.get() > 0);
                throw new SynthesisException(Failure.TIMED_OUT, "first", "as told");
            });
            assertThatExceptionOfType(SynthesisException.class)
                    .isThrownBy(() -> chain.synthesize(english("two")))
                    .satisfies(e -> assertThat(e.failure()).isIn(Failure.ENGINE_FAILED, Failure.TIMED_OUT));
            assertThat(second.asked).hasValue(1);
        }
    }

    private static void awaited(CountDownLatch latch) {
        Await.until("it is let go on", () -> latch.getCount() == 0);
    }
}
