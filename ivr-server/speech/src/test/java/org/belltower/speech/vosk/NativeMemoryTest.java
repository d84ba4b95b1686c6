package org.belltower.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the libraries hold is freed. Measured are the anonymous pages of a process whose heap is all there from the beginning
 * ({@link NativeMemoryRun}): where a round's decoders were kept, each of its inputs would be 9 MB more, each large grammar 18 MB.
 */
@EnabledIf("linux")
class NativeMemoryTest {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern ANONYMOUS = Pattern.compile("anonymous kB: (\\d+)");

    static boolean linux() {
        return Files.isReadable(Path.of("/proc/self/status"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # kind,   rounds, of these to warm up, megabytes that may come to be held in the others
            WHOLE,    5,      2,                   32
            MID_WORD, 5,      2,                   32
            HOUR,     3,      1,                   16
            ENTRIES,  9,      4,                   48
            """)
    void roundsLeaveNothingBehind(NativeMemoryRun.Kind kind, int rounds, int warmUp, int megabytes)
            throws IOException, InterruptedException {
        List<Long> held = held(kind, rounds);

        assertThat(held).hasSize(rounds);
        System.out.println("[native memory] " + kind + " held after each round, MB: "
                + held.stream().map(kilobytes -> kilobytes >> 10).toList());
        assertThat((held.getLast() - held.get(warmUp - 1)) >> 10)
                .as("megabytes more in %d rounds of %s", rounds - warmUp, kind)
                .isLessThan(megabytes);
    }

    private static List<Long> held(NativeMemoryRun.Kind kind, int rounds) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms768m",
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:+AlwaysPreTouch",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                NativeMemoryRun.class.getName(),
                kind.name(),
                Integer.toString(rounds));
        // So that what is free is not spread over as many arenas as there are threads.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = builder.redirectErrorStream(true).start();
        Thread deadline = Thread.ofVirtual().start(() -> end(process));
        List<Long> held = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                var found = ANONYMOUS.matcher(line);
                if (found.find()) {
                    held.add(Long.parseLong(found.group(1)));
                }
            }
        }
        assertThat(process.waitFor()).as("%s", lines).isZero();
        deadline.join();
        return held;
    }

    /** A library that hangs must not hang the tests. */
    private static void end(Process process) {
        try {
            if (!process.waitFor(LONGEST)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
