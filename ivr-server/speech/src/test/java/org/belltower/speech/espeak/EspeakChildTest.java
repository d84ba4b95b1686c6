package org.belltower.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.belltower.speech.Utterance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine over programs that the test writes: crashes, hangs, lies. */
@Timeout(30)
class EspeakChildTest {
    private static final Duration DEADLINE = Duration.ofMillis(700);
    private static final Utterance HELLO = Utterance.of("hello", Locale.US);

    @TempDir
    Path folder;

    /** A program that answers as the real one when asked about itself, and runs the given shell line for a text. */
    private Path program(String line) throws IOException {
        Path script = folder.resolve("espeak-ng");
        Files.writeString(script, """
                #!/bin/sh
                case "$1" in
                --version) echo "eSpeak NG text-to-speech: 9.9  Data at: /nowhere"; exit 0;;
                --voices) echo "Pty Language Age/Gender VoiceName File Other"
                          echo " 5  en-us  --/M  English  gmw/en-US  (en 3)"; exit 0;;
                esac
                """ + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private EspeakNg engine(Path program) {
        return EspeakNg.open(
                EspeakSettings.DEFAULT.withBinary(program.toString()).withDeadline(DEADLINE));
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
        try (EspeakNg engine = EspeakNg.open(EspeakSettings.DEFAULT.withBinary("echo"))) {
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

    @ParameterizedTest
    @CsvSource({"exec sleep 60", "sleep 60", "while :; do :; done", "sleep 60 & wait"})
    void aHungProgramIsKilledWithItsDescendantsAtTheDeadline(String line) throws Exception {
        Path pid = folder.resolve("pid");
        try (EspeakNg engine = engine(program("echo $$ > " + pid + "; " + line))) {
            long start = System.nanoTime();
            assertThat(failure(engine).failure()).isEqualTo(Failure.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.multipliedBy(6));
        }
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(child -> assertThat(child.onExit().orTimeout(5, TimeUnit.SECONDS))
                        .as("the child ends")
                        .succeedsWithin(Duration.ofSeconds(5)));
    }

    @Test
    void aProgramThatNeverStopsTalkingIsCutOff() throws IOException {
        Path script = program("exec cat /dev/zero");
        try (EspeakNg engine = EspeakNg.open(
                EspeakSettings.DEFAULT.withBinary(script.toString()).withDeadline(Duration.ofSeconds(20)))) {
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
