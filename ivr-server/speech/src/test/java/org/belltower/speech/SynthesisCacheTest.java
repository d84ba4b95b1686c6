package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.belltower.speech.SynthesisException.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class SynthesisCacheTest {
    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-20T08:00:00Z"));
    private final ScriptedSynthesizer engine = ScriptedSynthesizer.speaking("engine 1", "en");

    private SynthesisCache open(Synthesizer... engines) {
        return open(SynthesisCacheSettings.in(folder), engines);
    }

    private SynthesisCache open(SynthesisCacheSettings settings, Synthesizer... engines) {
        return SynthesisCache.open(settings, SynthesizerChain.of(clock, List.of(engines)), clock);
    }

    private static Utterance english(String text) {
        return Utterance.of(text, Locale.US);
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    private static Pcm read(Path wav) throws IOException {
        try (var in = Files.newInputStream(wav)) {
            return Wav.read(in);
        }
    }

    @Test
    void aTextIsSpokenOnceAndAlsoAfterARestart() throws IOException {
        try (SynthesisCache cache = open(engine)) {
            SpokenClip first = cache.clip(english("hello"));
            SpokenClip second = cache.clip(english("hello"));
            assertThat(second).isEqualTo(first);
            assertThat(first.wav()).isAbsolute().isRegularFile();
            assertThat(first.length()).isEqualTo(ScriptedSynthesizer.lengthOf("hello"));
            assertThat(read(first.wav())).isEqualTo(ScriptedSynthesizer.tone(5));
        }
        try (SynthesisCache cache = open(engine)) {
            assertThat(cache.clip(english("hello")).length()).isEqualTo(ScriptedSynthesizer.lengthOf("hello"));
            assertThat(cache.statistics().hits()).isEqualTo(1);
        }
        assertThat(engine.asked).hasValue(1);
    }

    @Test
    void theNoteBesideAClipSaysWhatIsSpoken() {
        try (SynthesisCache cache = open(engine)) {
            String text = "unit net value\n: crc32c: \"1\"\n\n零";
            SpokenClip clip = cache.clip(english(text));
            assertThat(ClipNote.beside(clip.wav())).hasValueSatisfying(note -> {
                assertThat(note.text()).isEqualTo(text);
                assertThat(note.language()).isEqualTo(Locale.US);
                assertThat(note.engine()).isEqualTo("engine 1");
            });
        }
    }

    private static Pcm toneAfter(CountDownLatch letGo) {
        try {
            assertThat(letGo.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
        return ScriptedSynthesizer.tone(7);
    }

    @Test
    void aHundredCallersOfOneTextWaitForOneSynthesis() throws Exception {
        CountDownLatch letGo = new CountDownLatch(1);
        engine.now(utterance -> toneAfter(letGo));
        try (SynthesisCache cache = open(engine);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SpokenClip>> clips = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                clips.add(callers.submit(() -> cache.clip(english("the same"))));
            }
            Await.until("all but one wait", () -> cache.statistics().shared() == 99);
            letGo.countDown();
            for (Future<SpokenClip> clip : clips) {
                assertThat(clip.get().length()).isEqualTo(Duration.ofMillis(70));
            }
        }
        assertThat(engine.asked).hasValue(1);
    }

    @Test
    void aCallerWhoHangsUpTakesNothingFromThoseWhoWaitForTheSameText() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        engine.now(utterance -> {
            begun.countDown();
            return toneAfter(letGo);
        });
        try (SynthesisCache cache = open(engine);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<SpokenClip> hangsUp = callers.submit(() -> cache.clip(english("the same")));
            assertThat(begun.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            Future<SpokenClip> stays = callers.submit(() -> cache.clip(english("the same")));
            Await.until("the second waits", () -> cache.statistics().shared() == 1);
            hangsUp.cancel(true);
            letGo.countDown();
            assertThat(stays.get().length()).isEqualTo(Duration.ofMillis(70));
        }
    }

    @Test
    void aFailureReachesEveryWaitingCallerAndIsNotKept() {
        engine.now(utterance -> {
            throw new IllegalStateException("a bug in the engine");
        });
        try (SynthesisCache cache = open(engine)) {
            assertThatExceptionOfType(SynthesisException.class)
                    .isThrownBy(() -> cache.clip(english("hello")))
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.ENGINE_FAILED));
            engine.now(utterance -> ScriptedSynthesizer.tone(1));
            assertThat(cache.clip(english("hello")).length()).isEqualTo(Duration.ofMillis(10));
            assertThat(cache.statistics().failures()).isEqualTo(1);
        }
    }

    @Test
    void theFallbacksClipIsKeptUnderTheFallbacksNameAndThePreferredEngineIsAskedAgain() {
        var preferred = ScriptedSynthesizer.failing("preferred", Failure.OVERLOADED, "en");
        try (SynthesisCache cache = open(preferred, engine)) {
            SpokenClip fallback = cache.clip(english("hello"));
            preferred.now(utterance -> ScriptedSynthesizer.tone(50));
            SpokenClip better = cache.clip(english("hello"));

            assertThat(better.length()).isEqualTo(Duration.ofMillis(500));
            assertThat(better.wav()).isNotEqualTo(fallback.wav());
            assertThat(ClipNote.beside(fallback.wav()).orElseThrow().engine()).isEqualTo("engine 1");
        }
    }

    @Test
    void theLongestUnusedClipsMakeRoomAndRecencySurvivesARestart() throws IOException {
        long size = Wav.HEADER_BYTES + 2L * 80 * 100;
        var settings = new SynthesisCacheSettings(folder, 5 * size, Duration.ZERO);
        String filler = "x".repeat(98);
        try (SynthesisCache cache = open(settings, engine)) {
            for (char name = 'a'; name <= 'e'; name++) {
                clock.step(Duration.ofMinutes(1));
                cache.clip(english(name + " " + filler));
            }
            clock.step(Duration.ofMinutes(1));
            cache.clip(english("a " + filler));
        }
        try (SynthesisCache cache = open(settings, engine)) {
            clock.step(Duration.ofMinutes(1));
            cache.clip(english("f " + filler));
            assertThat(cache.statistics().bytes()).isLessThanOrEqualTo(5 * size);
            assertThat(files(".wav")).hasSize(cache.statistics().clips());
            assertThat(files(".txt")).hasSameSizeAs(files(".wav"));

            int asked = engine.asked.get();
            cache.clip(english("a " + filler));
            assertThat(engine.asked).as("a was used last before the restart").hasValue(asked);
            cache.clip(english("b " + filler));
            assertThat(engine.asked).as("b was the longest unused").hasValue(asked + 1);
        }
    }

    @Test
    void aClipWithinItsGraceStaysEvenOverTheLimit() {
        var settings = new SynthesisCacheSettings(folder, 1, Duration.ofMinutes(10));
        try (SynthesisCache cache = open(settings, engine)) {
            SpokenClip first = cache.clip(english("first"));
            cache.clip(english("second"));
            assertThat(first.wav()).exists();

            clock.step(Duration.ofMinutes(11));
            cache.clip(english("third"));
            assertThat(first.wav()).doesNotExist();
        }
    }

    @Test
    void damagedFilesAreMadeAgain() throws IOException {
        Path wav;
        try (SynthesisCache cache = open(engine)) {
            wav = cache.clip(english("hello")).wav();
        }
        byte[] whole = Files.readAllBytes(wav);
        int asked = 1;
        for (int length : new int[] {0, 1, 43, 44, whole.length - 1}) {
            Files.write(wav, java.util.Arrays.copyOf(whole, length));
            try (SynthesisCache cache = open(engine)) {
                cache.clip(english("hello"));
                asked++;
            }
            assertThat(engine.asked).as("cut to " + length + " bytes").hasValue(asked);
            assertThat(wav).hasBinaryContent(whole);
        }
        byte[] flipped = whole.clone();
        flipped[100] ^= 1;
        Files.write(wav, flipped);
        try (SynthesisCache cache = open(engine)) {
            cache.clip(english("hello"));
        }
        assertThat(wav).hasBinaryContent(whole);
        Files.writeString(ClipNote.path(wav), "nonsense");
        try (SynthesisCache cache = open(engine)) {
            cache.clip(english("hello"));
        }
        assertThat(engine.asked).hasValue(asked + 2);
    }

    @Test
    void aClipDeletedByHandWhileTheServerRunsIsMadeAgain() throws IOException {
        try (SynthesisCache cache = open(engine)) {
            // Often, because a flight that has ended must not be taken for one that is under way.
            for (int round = 1; round <= 300; round++) {
                SpokenClip clip = cache.clip(english("hello"));
                assertThat(clip.wav()).exists();
                assertThat(engine.asked).hasValue(round);
                Files.delete(clip.wav());
            }
        }
    }

    @Test
    void whatAnEarlierProcessLeftHalfDoneIsRemoved() throws IOException {
        Files.createDirectories(folder.resolve("incoming"));
        Files.createDirectories(folder.resolve("private"));
        Files.writeString(folder.resolve("incoming/clip1.part"), "half");
        Files.writeString(folder.resolve("private/call1.wav"), "secret");
        Files.createDirectories(folder.resolve("ab"));
        Files.writeString(folder.resolve("ab/stranger.wav"), "not ours");
        open(engine).close();
        assertThat(files(".part")).isEmpty();
        assertThat(folder.resolve("private/call1.wav")).doesNotExist();
        assertThat(folder.resolve("ab/stranger.wav")).exists();
    }

    @Test
    void sensitiveTextsLeaveNothingBehindWhenTheCallEnds() throws IOException {
        try (SynthesisCache cache = open(engine)) {
            Utterance secret = english("four seven one one").asSensitive();
            assertThatIllegalArgumentException().isThrownBy(() -> cache.clip(secret));

            Path wav;
            try (CallClips call = cache.forCall()) {
                SpokenClip clip = call.clip(secret);
                wav = clip.wav();
                assertThat(read(wav)).isEqualTo(ScriptedSynthesizer.tone(18));
                assertThat(clip.sensitive()).isTrue();
                assertThat(call.clip(english("hello")).sensitive()).isFalse();
            }
            assertThat(wav).doesNotExist();
            assertThat(cache.statistics().clips()).isEqualTo(1);
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("four seven");
                }
            }
        }
    }

    @Test
    void aClipSpokenAfterTheCallEndedIsDeletedAtOnce() throws IOException {
        try (SynthesisCache cache = open(engine)) {
            CallClips call = cache.forCall();
            call.close();
            assertThatExceptionOfType(SynthesisException.class)
                    .isThrownBy(() -> call.clip(english("late").asSensitive()))
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.CLOSED));
            assertThat(files(".wav")).isEmpty();
        }
    }

    @Test
    void aDiskThatTakesNothingStillGivesTheCallerAClip() throws IOException {
        Path wav;
        try (SynthesisCache cache = open(engine)) {
            // Plain files where folders should be: writing fails for every user, root included.
            deleteFolder(folder.resolve("incoming"));
            Files.writeString(folder.resolve("incoming"), "");
            deleteFolder(folder.resolve("private"));
            Files.writeString(folder.resolve("private"), "");

            SpokenClip clip = cache.clip(english("hello"));
            wav = clip.wav();
            assertThat(wav.startsWith(folder)).isFalse();
            assertThat(read(wav)).isEqualTo(ScriptedSynthesizer.tone(5));
            assertThat(cache.statistics().overflows()).isEqualTo(1);
        }
        assertThat(wav).doesNotExist();
    }

    private static void deleteFolder(Path path) throws IOException {
        Files.delete(path);
    }

    @Test
    void aDirectoryThatCannotBeMadeIsATypedFailureWithARemedy() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> open(SynthesisCacheSettings.in(file.resolve("cache")), engine))
                .withMessageContaining("configure another directory")
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.NO_STORAGE));
    }

    @Test
    void outlookTellsWhetherATextIsThereWithoutSpeakingIt() {
        try (SynthesisCache cache = open(engine);
                CallClips call = cache.forCall()) {
            assertThat(cache.outlook(english("hello"))).isEqualTo(ClipSource.Outlook.TO_BE_SPOKEN);
            assertThat(engine.asked).hasValue(0);
            cache.clip(english("hello"));
            assertThat(cache.outlook(english("hello"))).isEqualTo(ClipSource.Outlook.THERE);
            assertThat(call.outlook(english("hello"))).isEqualTo(ClipSource.Outlook.THERE);
            assertThat(call.outlook(english("hello").asSensitive())).isEqualTo(ClipSource.Outlook.TO_BE_SPOKEN);
            assertThat(cache.outlook(Utterance.of("好", Locale.CHINA))).isEqualTo(ClipSource.Outlook.NO_VOICE);
        }
    }

    @Test
    void whatIsSpokenInAdvanceStandsBackBehindCalls() throws Exception {
        CountDownLatch callIsServed = new CountDownLatch(1);
        List<String> spoken = new CopyOnWriteArrayList<>();
        engine.now(utterance -> {
            spoken.add(utterance.text());
            if (utterance.text().equals("of a call")) {
                awaitLatch(callIsServed);
            }
            return ScriptedSynthesizer.tone(3);
        });
        try (SynthesisCache cache = open(engine);
                AdvanceClips advance = cache.inAdvance();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<SpokenClip> call = threads.submit(() -> cache.clip(english("of a call")));
            Await.until("the call's text is being spoken", () -> spoken.contains("of a call"));
            Future<SpokenClip> later = threads.submit(() -> advance.clip(english("in advance")));
            assertThat(cache.clip(english("of another call")).length()).isPositive();
            assertThat(spoken).containsExactly("of a call", "of another call");
            callIsServed.countDown();
            assertThat(call.get().length()).isPositive();
            assertThat(later.get().length()).isPositive();
            assertThat(spoken).endsWith("in advance");
            cache.clip(english("in advance"));
            assertThat(cache.statistics().hits()).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsToBeSpokenInAdvanceIsLeftWhenItIsClosed() throws Exception {
        CountDownLatch callIsServed = new CountDownLatch(1);
        engine.now(_ -> {
            awaitLatch(callIsServed);
            return ScriptedSynthesizer.tone(3);
        });
        try (SynthesisCache cache = open(engine);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<SpokenClip> call = threads.submit(() -> cache.clip(english("of a call")));
            Await.until("the call's text is being spoken", () -> engine.asked.get() == 1);
            AdvanceClips advance = cache.inAdvance();
            Future<SpokenClip> waiting = threads.submit(() -> advance.clip(english("in advance")));
            advance.close();
            assertThat(waiting)
                    .failsWithin(Await.PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            SynthesisException.class,
                            e -> assertThat(e.failure()).isEqualTo(Failure.CLOSED));
            assertThat(engine.asked).hasValue(1);
            callIsServed.countDown();
            assertThat(call.get().length()).isPositive();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }
}
