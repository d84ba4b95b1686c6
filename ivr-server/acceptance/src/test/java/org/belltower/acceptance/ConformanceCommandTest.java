package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ivr conformance} over the W3C's cases, which lie beside the project and are no part of it. The cases that fail are
 * exactly those of a list, so that one more is seen and one less too.
 */
class ConformanceCommandTest {
    private static final String KNOWN = "conformance-known-to-fail.txt";

    @TempDir
    Path home;

    private static Path cases() {
        Path folder = WholeServer.home().resolve("../shared/conformance").normalize();
        if (!Files.isDirectory(folder)) {
            // A work tree may lie a folder deeper than the repository.
            folder = WholeServer.home().resolve("../../shared/conformance").normalize();
        }
        assumeTrue(Files.isDirectory(folder), "skipped: there is no ../shared/conformance beside the project");
        return folder;
    }

    private static List<String> knownToFail() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ConformanceCommandTest.class.getResourceAsStream(KNOWN), KNOWN + " is missing")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void exactlyTheCasesOfTheListFailInMemory() throws IOException, InterruptedException {
        Path cases = cases();
        try (ServerProcess run = ServerProcess.start(home, "conformance", cases.toString())) {
            int exitCode = run.awaitExit(180);

            List<String> lines = run.lines();
            List<String> failed = lines.stream()
                    .filter(line -> line.matches("\\S+ +(fail|error) .*"))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .sorted()
                    .toList();
            assertThat(failed).as("%s", lines).isEqualTo(knownToFail());
            long passed = lines.stream()
                    .filter(line -> line.matches("\\S+ +pass( .*)?"))
                    .count();
            assertThat(lines).last().isEqualTo(passed + " passed, " + failed.size() + " failed, 0 skipped");
            assertThat(exitCode).isEqualTo(failed.isEmpty() ? 0 : 1);
        }
    }

    @Test
    @OnlyOn(value = SwitchKind.EMBEDDED, because = "the command has no choice of a switch")
    void audioOfACaseIsHeardOverACall() throws IOException, InterruptedException {
        Path own = Files.createDirectories(home.resolve("cases/own"));
        Noise.write(own.resolve("noise.wav"), 7);
        Files.writeString(own.resolve("heard.txml"), """
                <vxml version="2.0" xmlns="http://www.w3.org/2001/vxml">
                  <catch><log>not heard</log></catch>
                  <form><block><audio src="noise.wav"/></block><block><audio expr="'noise' + '.wav'"/></block></form>
                </vxml>
                """);
        Files.writeString(
                own.resolve("manifest.tsv"),
                "id\tstart\texpect\tfar end\tcaller\tassertion\n1\theard.txml\tplays noise.wav\t-\t-\t\n");
        Path installation = Files.createDirectories(home.resolve("installation"));
        try (ServerProcess run = ServerProcess.start(installation, "conformance", own.toString(), "--over-call")) {
            int exitCode = run.awaitExit(180);

            assertThat(run.lines()).last().isEqualTo("1 passed, 0 failed, 0 skipped");
            assertThat(exitCode).isZero();
        }
    }
}
