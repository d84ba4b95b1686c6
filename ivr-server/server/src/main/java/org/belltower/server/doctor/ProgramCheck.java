package org.belltower.server.doctor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Debian program that some part needs.
 *
 * @param command the program and what makes it print its version
 * @param version its first group is the version
 * @param need how bad it is when the program is not there
 */
record ProgramCheck(String subject, List<String> command, Pattern version, Need need, String remedy) implements Check {
    enum Need {
        TO_RUN,
        TO_BUILD,
        FOR_TESTS
    }

    /** A busy machine is slow, and nothing is missing there. */
    private static final Duration DEADLINE = Duration.ofSeconds(25);

    private static final int MAX_OUTPUT = 8 * 1024;

    static ProgramCheck espeakNg() {
        return new ProgramCheck(
                "espeak-ng",
                List.of("espeak-ng", "--version"),
                Pattern.compile("text-to-speech: (\\d[\\w.-]*)"),
                Need.TO_RUN,
                "apt-get install espeak-ng");
    }

    static ProgramCheck maven() {
        return new ProgramCheck(
                "maven",
                List.of("mvn", "--version"),
                Pattern.compile("Apache Maven (\\d[\\w.-]*)"),
                Need.TO_BUILD,
                "apt-get install maven");
    }

    static ProgramCheck sipp() {
        return new ProgramCheck(
                "sipp",
                List.of("sipp", "-v"),
                Pattern.compile("SIPp v?(\\d[^\\s-]*)"),
                Need.FOR_TESTS,
                "apt-get install sip-tester");
    }

    @Override
    public List<Finding> run() {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException notThere) {
            return List.of(absent("not installed"));
        }
        // By its handle: destroying the Process itself closes its output, also when it has ended well.
        CompletableFuture<Void> guard = process.onExit()
                .completeOnTimeout(process, DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(process.toHandle()::destroyForcibly);
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
            Matcher found = version.matcher(text);
            return List.of(
                    found.find()
                            ? Finding.ok(subject, found.group(1))
                            : absent("'" + String.join(" ", command) + "' does not tell its version"));
        } catch (IOException broken) {
            return List.of(absent("cannot be run: " + broken.getMessage()));
        } finally {
            process.destroyForcibly();
            guard.join();
        }
    }

    private Finding absent(String seen) {
        return switch (need) {
            case TO_RUN -> Finding.missing(subject, seen, remedy);
            case TO_BUILD -> Finding.warning(subject, seen + "; only building and tests need it", remedy);
            case FOR_TESTS -> Finding.warning(subject, seen + "; only tests need it", remedy);
        };
    }
}
