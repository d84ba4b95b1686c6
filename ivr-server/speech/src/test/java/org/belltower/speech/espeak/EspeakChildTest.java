package org.belltower.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.speech.Await;
import org.belltower.speech.Mastering;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.Utterance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine over programs that the test writes: crashes, hangs, lies. */
@Timeout(90)
class EspeakChildTest {
    /** Of programs that hang: a stalled machine has started them by then. */
    private static final Duration HANG_DEADLINE = Duration.ofSeconds(6);

    private static final Utterance HELLO = Utterance.of("hello", Locale.US);

    @TempDir
    Path folder;

    /** A program that answers as the real one when asked about itself, and runs the given shell line for a text. */
    private Path program(String line) throws IOException {
        return program(folder, line);
    }

    private static Path program(Path folder, String line) throws IOException {
        Path script = folder.resolve("espeak-ng");
        Files.writeString(script, """
                #!/bin/sh
                case "$1" in
                --version) echo "eSpeak NG text-to-speech: 9.9  Data at: /nowhere"; exit 0;;
                --voices*) echo "Pty Language Age/Gender VoiceName File Other"
                          echo " 5  en-us  --/M  English  gmw/en-US  (en 3)"; exit 0;;
                esac
                """ + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static EspeakNg engine(Path program) {
        return engine(program, Await.PATIENCE);
    }

    private static EspeakNg engine(Path program, Duration deadline) {
        return EspeakNg.open(
                EspeakSettings.DEFAULT.withBinary(program.toString()).withDeadline(deadline));
    }

    private static SynthesisException failure(EspeakNg engine) {
        try {
            engine.synthesize(HELLO);
            throw new AssertionError("the engine spoke");
        } catch (SynthesisException failed) {
            return failed;
        }
    }

    @Test
    void aMissingProgramNamesItsPackageAndIsFoundOnceInstalled() throws IOException {
        Path absent = folder.resolve("espeak-ng");
        try (EspeakNg engine = engine(absent)) {
            assertThat(engine.speaks(Locale.US)).isTrue();
            assertThat(failure(engine).failure()).isEqualTo(Failure.ENGINE_MISSING);
            assertThat(failure(engine)).hasMessageContaining("apt-get install espeak-ng");
            assertThat(engine.version()).isEmpty();

            program("exit 3");
            assertThat(engine.version()).contains("9.9");
            assertThat(failure(engine).failure()).isEqualTo(Failure.ENGINE_FAILED);
        }
    }

    @Test
    void aProgramOfAnotherKindIsNotTakenForESpeak() throws IOException {
        try (EspeakNg engine = engine(Path.of("echo"))) {
            assertThatExceptionOfType(SynthesisException.class)
                    .isThrownBy(() -> engine.synthesize(HELLO))
                    .withMessageContaining("not eSpeak NG")
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.ENGINE_MISSING));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exit 7, code 7",
        "echo oh dear >&2; exit 1, oh dear",
        "kill -SEGV $$, code 139",
        "cat >/dev/null, no audio",
        "echo this is no audio at all, no audio",
        "printf RIFF, no audio",
        "exec <&-; exit 0, no audio"
    })
    void aProgramThatDiesOrGivesNoAudioFailsTheText(String line, String words) throws IOException {
        try (EspeakNg engine = engine(program(line))) {
            assertThat(failure(engine).failure()).isEqualTo(Failure.ENGINE_FAILED);
            assertThat(failure(engine)).hasMessageContaining(words);
        }
    }

    /** What a crash leaves half spoken is no clip: the next child, or the next engine, speaks the whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "head -c 6000 FOLDER/whole.wav; kill -KILL $$",
                "head -c 6000 FOLDER/whole.wav; exit 1",
                "head -c 40000 /dev/urandom",
                "head -c 6000 FOLDER/whole.wav; sleep 60",
                "exec sleep 60"
            })
    void aChildThatDiesHangsOrTalksGarbageIsReplacedAndTheTextSpokenWhole(String trouble) throws IOException {
        Pcm whole = tone();
        try (OutputStream out = Files.newOutputStream(folder.resolve("whole.wav"))) {
            Wav.write(out, whole);
        }
        Path program = program(
                "cat > /dev/null; if mkdir FOLDER/once 2> /dev/null; then TROUBLE; exit; fi; cat FOLDER/whole.wav"
                        .replace("TROUBLE", trouble)
                        .replace("FOLDER", folder.toString()));
        try (SynthesizerChain chain =
                SynthesizerChain.of(InstantSource.system(), List.of(engine(program, HANG_DEADLINE)))) {
            assertThat(chain.synthesize(HELLO)).isEqualTo(Mastering.master("test", whole, 1));
        }
    }

    @Test
    void anotherEngineSpeaksForOneThatHangs() throws IOException {
        Path hung = program("exec sleep 60");
        Path other = Files.createDirectories(folder.resolve("other"));
        try (OutputStream out = Files.newOutputStream(other.resolve("whole.wav"))) {
            Wav.write(out, tone());
        }
        Path speaking = program(other, "cat > /dev/null; cat " + other.resolve("whole.wav"));
        try (SynthesizerChain chain =
                SynthesizerChain.of(InstantSource.system(), List.of(engine(hung, HANG_DEADLINE), engine(speaking)))) {
            assertThat(chain.synthesize(HELLO)).isEqualTo(Mastering.master("test", tone(), 1));
        }
    }

    private static Pcm tone() {
        short[] samples = new short[8_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(8_000 * Math.sin(i * 0.3));
        }
        return Pcm.of(samples, SampleRate.HZ_8000);
    }

    @Test
    void hungProgramsAreKilledAtTheDeadline() throws Exception {
        List<String> lines = List.of("exec sleep 60", "sleep 60", "while :; do :; done", "sleep 60 & wait");
        List<Future<Failure>> failures = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < lines.size(); i++) {
                Path own = Files.createDirectories(folder.resolve("hung" + i));
                Path script = program(own, "echo $$ > " + own.resolve("pid") + "; " + lines.get(i));
                failures.add(callers.submit(() -> {
                    try (EspeakNg engine = engine(script, HANG_DEADLINE)) {
                        return failure(engine).failure();
                    }
                }));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            assertThat(failures.get(i).get()).as(lines.get(i)).isEqualTo(Failure.TIMED_OUT);
            String pid = Files.readString(folder.resolve("hung" + i).resolve("pid"));
            ProcessHandle.of(Long.parseLong(pid.strip()))
                    .ifPresent(child ->
                            assertThat(child.onExit()).as("the child ends").succeedsWithin(Await.PATIENCE));
        }
    }

    @Test
    void aProgramThatNeverStopsTalkingIsCutOff() throws IOException {
        try (EspeakNg engine = engine(program("exec cat /dev/zero"))) {
            assertThat(failure(engine)).hasMessageContaining("bytes");
        }
    }

    @Test
    void textTravelsByStandardInputAndNeverAsAnArgument() throws IOException {
        Path arguments = folder.resolve("arguments");
        Path input = folder.resolve("input");
        Path script = program("printf '%s\\n' \"$@\" > " + arguments + "; cat > " + input);
        try (EspeakNg engine = engine(script)) {
            assertThatExceptionOfType(SynthesisException.class)
                    .isThrownBy(() -> engine.synthesize(Utterance.of("-w /tmp/x; say $HOME", Locale.US)));
        }
        assertThat(Files.readString(input)).isEqualTo("-w /tmp/x; say $HOME");
        assertThat(Files.readAllLines(arguments))
                .containsAll(List.of("-v", "en-us", "--stdin", "--stdout"))
                .doesNotContain("/tmp/x", "-w");
    }

    @Test
    void aClosedEngineRefuses() throws IOException {
        EspeakNg engine = engine(program("exit 0"));
        assertThat(engine.version()).isPresent();
        engine.close();
        assertThat(failure(engine).failure()).isEqualTo(Failure.CLOSED);
    }
}
