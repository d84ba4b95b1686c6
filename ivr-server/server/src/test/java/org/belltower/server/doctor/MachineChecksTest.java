package org.belltower.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.server.config.Folders;
import org.belltower.server.doctor.Outcome.Missing;
import org.belltower.server.doctor.Outcome.Ok;
import org.belltower.server.doctor.Outcome.Warning;
import org.belltower.server.doctor.ProgramCheck.Need;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.Utterance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MachineChecksTest {
    @TempDir
    Path folder;

    private static Outcome only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.getFirst().outcome();
    }

    @Test
    void anOldJdkIsMissingTheNewOne() {
        assertThat(only(new JdkCheck(Runtime.Version.parse("25.0.1"), folder).run()))
                .isInstanceOf(Ok.class);
        assertThat(only(new JdkCheck(Runtime.Version.parse("17.0.13"), folder).run()))
                .isInstanceOf(Missing.class);
    }

    @Test
    void aShellWithoutUtf8IsAWarning() {
        assertThat(only(new EncodingCheck("UTF-8").run())).isInstanceOf(Ok.class);
        assertThat(only(new EncodingCheck("ANSI_X3.4-1968").run())).isInstanceOf(Warning.class);
    }

    private ProgramCheck program(String script, Need need) throws IOException {
        Path file = folder.resolve("program");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new ProgramCheck(
                "program", List.of(file.toString(), "-v"), Pattern.compile("v(\\d\\S*)"), need, "install it");
    }

    @Test
    void aProgramTellsItsVersionWhateverItsExitCode() throws Exception {
        Outcome outcome =
                only(program("echo this is v3.7; exit 99", Need.TO_RUN).run());
        assertThat(outcome).isEqualTo(new Ok("3.7"));
    }

    @Test
    void aProgramThatIsAbsentOrDumbIsMissingOrAWarningAsItIsNeeded() throws Exception {
        assertThat(only(program("echo hello", Need.TO_RUN).run())).isInstanceOf(Missing.class);
        assertThat(only(program("echo hello", Need.FOR_TESTS).run())).isInstanceOf(Warning.class);
        ProgramCheck absent = new ProgramCheck(
                "absent",
                List.of(folder.resolve("absent").toString()),
                Pattern.compile("(x)"),
                Need.TO_RUN,
                "apt-get install absent");
        assertThat(only(absent.run())).isEqualTo(new Missing("not installed", "apt-get install absent"));
    }

    @Test
    void aProgramThatHangsIsStopped() throws Exception {
        assertThat(only(program("exec sleep 60", Need.TO_RUN).run())).isInstanceOf(Missing.class);
    }

    @Test
    void littleRoomWarnsAndNoRoomIsMissing() throws IOException {
        DiskSpaceCheck check = new DiskSpaceCheck(folder.resolve("not/yet/there"));
        assertThat(only(check.run()).seen()).contains(folder.toString());
        assertThat(check.judge(100L << 20, true, folder).outcome()).isInstanceOf(Missing.class);
        assertThat(check.judge(1L << 30, true, folder).outcome()).isInstanceOf(Warning.class);
        assertThat(check.judge(50L << 30, true, folder).outcome()).isInstanceOf(Ok.class);
        assertThat(check.judge(50L << 30, false, folder).outcome()).isInstanceOf(Missing.class);
    }

    @Test
    void anEmptyFolderWarnsAndAnAbsentOneIsMissing() throws IOException {
        Path apps = Files.createDirectories(folder.resolve("apps"));
        Files.createDirectory(apps.resolve("pension"));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        List<Finding> findings = new FoldersCheck(new Folders(apps, empty, folder.resolve("absent"), folder)).run();
        assertThat(findings.get(0).outcome()).isInstanceOf(Ok.class);
        assertThat(findings.get(1).outcome()).isInstanceOf(Warning.class);
        assertThat(findings.get(2).outcome()).isInstanceOf(Missing.class);
    }

    @Test
    void theLimitOfOpenFilesIsComparedWithTheCalls() throws IOException {
        Path limits = Files.writeString(folder.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            1024                 4096                 files
                """);
        assertThat(only(new OpenFilesCheck(limits, 500).run())).isInstanceOf(Ok.class);
        assertThat(only(new OpenFilesCheck(limits, 1000).run())).isInstanceOf(Warning.class);
        Files.writeString(limits, "Max open files 1024 unlimited files");
        assertThat(only(new OpenFilesCheck(limits, 1000).run())).isInstanceOf(Ok.class);
        assertThat(only(new OpenFilesCheck(folder.resolve("absent"), 1000).run()))
                .isInstanceOf(Ok.class);
    }

    /** An engine that speaks a hundred milliseconds, or fails as told. */
    private record FixedEngine(boolean missing) implements Synthesizer {
        @Override
        public String id() {
            return "fixed 1";
        }

        @Override
        public boolean speaks(Locale language) {
            return true;
        }

        @Override
        public Pcm synthesize(Utterance utterance) {
            if (missing) {
                throw new SynthesisException(Failure.ENGINE_MISSING, "fixed", "not there");
            }
            return Pcm.of(new short[800], SampleRate.HZ_8000);
        }

        @Override
        public void close() {}
    }

    @Test
    void aWordIsSpokenInEachLanguage() {
        List<Finding> findings = new SynthesisCheck(List.of(
                        new SynthesisCheck.Voice(Locale.US, "hello", () -> new FixedEngine(false)),
                        new SynthesisCheck.Voice(Locale.CHINA, "您好", () -> new FixedEngine(true))))
                .run();
        assertThat(findings.getFirst().outcome()).isInstanceOf(Ok.class);
        assertThat(findings.getFirst().outcome().seen())
                .contains("100 ms of speech")
                .contains("fixed 1");
        assertThat(findings.getLast().outcome()).isEqualTo(new Missing("not there", "apt-get install espeak-ng"));
    }
}
