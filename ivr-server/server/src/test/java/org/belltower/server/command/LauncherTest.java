package org.belltower.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher {@code ivr} in a folder of its own, with stand-ins for Java, Maven and the Debian packages that write down how
 * they were called. Nothing of the machine is on its path but the tools of a POSIX shell.
 */
@Timeout(60)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../../ivr");
    private static final List<String> SHELL_TOOLS = List.of(
            "sh", "sed", "find", "head", "tail", "dirname", "readlink", "mkdir", "touch", "cat", "grep", "ls", "tr");

    @TempDir
    Path home;

    private Path tools;
    private Path calls;

    private record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void layOut() throws IOException {
        tools = Files.createDirectories(home.resolve("tools"));
        calls = home.resolve("calls.txt");
        for (String tool : SHELL_TOOLS) {
            Path there = Path.of("/usr/bin", tool);
            Files.createSymbolicLink(tools.resolve(tool), Files.exists(there) ? there : Path.of("/bin", tool));
        }
        program(tools.resolve("id"), "echo 1000");
        program(tools.resolve("mvn"), "echo \"mvn $*\" >>'" + calls + "'");
        program(tools.resolve("espeak-ng"), "exit 0");
        program(tools.resolve("sipp"), "exit 0");
        jdk("jdk", 999);
        // No JDK of the machine is recent enough, so that only those of the test count.
        Files.writeString(home.resolve("ivr"), Files.readString(LAUNCHER).replace("min_jdk=25", "min_jdk=999"));
        for (String room : List.of("server", "store")) {
            Path folder = Files.createDirectories(home.resolve("ivr-server").resolve(room));
            Files.createDirectories(folder.resolve("src/main"));
            Files.writeString(folder.resolve("pom.xml"), "<project/>");
        }
        Files.createDirectories(home.resolve("ivr-server/server/target"));
        Files.writeString(home.resolve("ivr-server/server/src/main/A.java"), "");
        Files.writeString(home.resolve("pom.xml"), "<project/>");
    }

    private void jdk(String name, int version) throws IOException {
        Path bin = Files.createDirectories(home.resolve(name).resolve("bin"));
        program(bin.resolve("javac"), "exit 0");
        program(bin.resolve("java"), "for last; do :; done; echo \"java $last\" >>'" + calls + "'");
        Files.writeString(home.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run ivr(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", home.resolve("ivr").toString()));
        command.addAll(List.of(arguments));
        Path out = home.resolve("out.txt");
        Path err = home.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        tools.toString(),
                        "JAVA_HOME",
                        home.resolve("jdk").toString()));
        int exitCode = builder.start().waitFor();
        return new Run(exitCode, Files.readString(out), Files.readString(err));
    }

    private List<String> called() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Test
    void helpIsTheCommandLinesOwnAndBuildsNothing() throws IOException, InterruptedException {
        StringWriter expected = new StringWriter();
        assertThat(IvrCommand.commandLine(new PrintWriter(expected), new PrintWriter(expected))
                        .execute("--help"))
                .isZero();

        Run run = ivr("--help");

        assertThat(run).isEqualTo(new Run(0, expected.toString(), ""));
        assertThat(called()).isEmpty();
    }

    @Test
    void buildsWhenThereIsNoBuildAndAgainWhenASourceIsNewer() throws IOException, InterruptedException {
        assertThat(ivr("run").exitCode()).isZero();
        assertThat(called()).hasSize(2).last().isEqualTo("java run");
        assertThat(called().getFirst())
                .startsWith("mvn ")
                .contains("-DskipTests")
                .endsWith("package");

        assertThat(ivr("run").exitCode()).isZero();
        assertThat(called()).hasSize(3).last().isEqualTo("java run");

        Files.setLastModifiedTime(
                home.resolve("ivr-server/server/src/main/A.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(ivr("run").exitCode()).isZero();
        assertThat(called()).hasSize(5);
    }

    @Test
    void buildThatFailsIsToldInLinesAndItsLogIsKept() throws IOException, InterruptedException {
        program(tools.resolve("mvn"), "echo noise; echo '[ERROR] A.java:[1,2] no semicolon'; exit 1");

        Run run = ivr("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("A.java:[1,2] no semicolon", "var/build.log")
                .doesNotContain("noise");
        assertThat(Files.readString(home.resolve("var/build.log"), StandardCharsets.UTF_8))
                .contains("noise");
        assertThat(called()).isEmpty();
    }

    @Test
    void withoutJdkItSaysWhatToInstall() throws IOException, InterruptedException {
        jdk("jdk", 998);

        Run run = ivr("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("no JDK 999 or later", "apt-get install", "JAVA_HOME");
        assertThat(called()).isEmpty();
    }

    @Test
    void doctorAnswersWithoutJdkAndMaven() throws IOException, InterruptedException {
        jdk("jdk", 998);
        Files.delete(tools.resolve("mvn"));

        Run run = ivr("doctor");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("missing  JDK", "missing  maven", "apt-get install maven");
    }

    @Test
    void doctorOfABuiltTreeNeedsNoMaven() throws IOException, InterruptedException {
        assertThat(ivr("doctor").exitCode()).isZero();
        Files.delete(tools.resolve("mvn"));

        assertThat(ivr("doctor")).isEqualTo(new Run(0, "", ""));
        assertThat(called()).last().isEqualTo("java doctor");
    }

    @Test
    void packageThatACommandNeedsIsNamed() throws IOException, InterruptedException {
        Files.delete(tools.resolve("espeak-ng"));

        Run run = ivr("demo");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("apt-get install espeak-ng");
    }

    @Test
    void packageIsInstalledWhereThatIsAllowed() throws IOException, InterruptedException {
        Files.delete(tools.resolve("sipp"));
        program(tools.resolve("id"), "echo 0");
        Files.createSymbolicLink(tools.resolve("mktemp"), Path.of("/usr/bin/mktemp"));
        Files.createSymbolicLink(tools.resolve("rm"), Path.of("/usr/bin/rm"));
        program(tools.resolve("apt-get"), "echo \"apt-get $*\" >>'" + calls + "'");

        Run run = ivr("test");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("installing the Debian package sip-tester");
        assertThat(called().getFirst()).startsWith("apt-get install").endsWith("sip-tester");
    }

    @Test
    void testsOfOneRoomOrOfAll() throws IOException, InterruptedException {
        assertThat(ivr("test").exitCode()).isZero();
        assertThat(called()).last().asString().endsWith(" verify");

        assertThat(ivr("test", "store", "server").exitCode()).isZero();
        assertThat(called()).last().asString().endsWith("verify -pl ivr-server/store,ivr-server/server -am");

        Run unknown = ivr("test", "attic");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("no room 'attic'", "server", "store");
    }

    @Test
    void testsOnOneSwitchOrOnBoth() throws IOException, InterruptedException {
        Path room = Files.createDirectories(home.resolve("ivr-server/acceptance"));
        Files.writeString(room.resolve("pom.xml"), "<project/>");

        assertThat(ivr("test", "--switch", "embedded").exitCode()).isZero();
        assertThat(called()).last().asString().endsWith(" verify -Dbelltower.switch=embedded");

        assertThat(ivr("test", "--switch=freeswitch").exitCode()).isZero();
        assertThat(called())
                .last()
                .asString()
                .endsWith("verify -pl ivr-server/acceptance -am -Dbelltower.switch=freeswitch -Dgroups=call"
                        + " -Djacoco.skip=true");

        assertThat(ivr("test", "--switch", "both", "store").exitCode()).isZero();
        assertThat(called()).last().asString().endsWith("verify -pl ivr-server/store -am");

        Run unknown = ivr("test", "--switch", "asterisk");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("'asterisk'", "embedded, freeswitch or both");
        assertThat(ivr("test", "--switch").exitCode()).isEqualTo(2);
        assertThat(called()).hasSize(3);
    }

    @Test
    void failedTestsAreAFailure() throws IOException, InterruptedException {
        program(tools.resolve("mvn"), "exit 1");

        assertThat(ivr("test").exitCode()).isEqualTo(1);
    }
}
