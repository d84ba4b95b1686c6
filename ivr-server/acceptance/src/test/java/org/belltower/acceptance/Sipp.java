package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Debian's sipp as the far end: a SIP implementation that nobody here wrote. Its scenarios lie in {@code resources/sipp}. */
final class Sipp {
    /** RFC 4733 keys as captured by sipp's authors, one file a key. */
    private static final Path KEYS = Path.of("/usr/share/sip-tester");

    /** An entry of its error log begins with date and time. */
    private static final Pattern ENTRY = Pattern.compile("(?=\\d{4}-\\d{2}-\\d{2}\\s\\d{2}:\\d{2}:\\d{2}\\.)");

    private static final int LONGEST_COMPLAINT = 20_000;

    private final Path folder;
    private final int sipPort;

    /**
     * A far end on loopback.
     *
     * @param folder for scenarios and logs
     * @param sipPort of the server
     */
    Sipp(Path folder, int sipPort) {
        this.folder = folder;
        this.sipPort = sipPort;
    }

    /** Skips the test where sipp or its keys are not installed. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(
                Files.isRegularFile(Path.of("/usr/bin/sipp")) && Files.isDirectory(KEYS),
                "skipped: sipp is not installed (apt-get install sip-tester)");
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "skipped: sipp sends captured keys from a raw socket, which needs root");
    }

    /** Runs a scenario once and expects every step of it to happen. */
    void run(String scenario, String number, Duration atMost) {
        run(scenario, number, 1, atMost);
    }

    /** Runs a scenario with that many calls at once and expects all of them to succeed. */
    void run(String scenario, String number, int calls, Duration atMost) {
        run(scenario, number, calls, Math.min(calls, 50), calls, atMost);
    }

    /**
     * Runs a scenario that many times, so many new calls a second, and expects all of them to succeed.
     *
     * @param atOnce the most at a time; what a machine that stood still has missed is else made up for in one burst
     */
    void run(String scenario, String number, int calls, int aSecond, int atOnce, Duration atMost) {
        try {
            Path file = folder.resolve(scenario + ".xml");
            try (InputStream resource = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
                assertThat(resource).as("scenario %s", scenario).isNotNull();
                String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
                Files.writeString(file, text.replace("[keys]", KEYS.toString()));
            }
            Path output = folder.resolve(scenario + ".out");
            List<String> command = new ArrayList<>(List.of("sipp", "127.0.0.1:" + sipPort));
            command.addAll(List.of("-sf", file.toString(), "-s", number, "-i", "127.0.0.1", "-mi", "127.0.0.1"));
            command.addAll(List.of("-m", String.valueOf(calls), "-l", String.valueOf(atOnce)));
            command.addAll(List.of("-r", String.valueOf(aSecond), "-nostdin", "-trace_err"));
            command.addAll(List.of("-timeout", atMost.toSeconds() + "s", "-timeout_error"));
            // It would give up by itself on a machine that keeps it waiting often.
            command.addAll(List.of("-watchdog_interval", "0"));
            Process sipp = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = sipp.waitFor(atMost.plusSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                sipp.destroyForcibly();
            }
            assertThat(ended).as("sipp ended within %s", atMost).isTrue();
            assertThat(sipp.exitValue())
                    .as(() -> "sipp's scenario " + scenario + ": 0 means every call went as written\n" + complaints())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while sipp ran", e);
        }
    }

    /** What sipp says went wrong. Its words about repeated messages of calls that are over are left out. */
    private String complaints() {
        try (var files = Files.list(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path log : files.filter(file -> file.toString().endsWith("_errors.log"))
                    .toList()) {
                ENTRY.splitAsStream(Files.readString(log))
                        .filter(entry -> !entry.contains(": Dead call "))
                        .takeWhile(entry -> text.length() < LONGEST_COMPLAINT)
                        .forEach(text::append);
            }
            return text.toString();
        } catch (IOException e) {
            return "its error log cannot be read: " + e.getMessage();
        }
    }
}
