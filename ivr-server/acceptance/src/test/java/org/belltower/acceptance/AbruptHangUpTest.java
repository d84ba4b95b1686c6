package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.belltower.server.Belltower;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand callers who hang up as soon as they are answered leave nothing behind. */
@OnEachSwitch
class AbruptHangUpTest {
    private final SwitchKind on;

    AbruptHangUpTest(SwitchKind on) {
        this.on = on;
    }

    private static final int CALLS = 10_000;

    @BeforeAll
    static void sippIsThere() {
        Sipp.assumeInstalled();
    }

    @Test
    void tenThousandAbruptHangUpsLeaveNoCallThreadSocketOrFile(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (WholeServer server = WholeServer.start(on, WholeServer.configuration(data), 9)) {
            Sipp sipp = new Sipp(folder, server.sipPort());
            server.awaitPrompts();
            // The first calls open what stays open: connections to the database, threads of pools.
            sipp.run("bye-at-once", WholeServer.PENSION, 50, Duration.ofSeconds(60));
            quiet(server);
            long threads = Thread.getAllStackTraces().size();
            int virtual = VirtualThreads.names().size();
            assertThat(virtual).as("the server has virtual threads of its own").isPositive();
            long descriptors = descriptors();
            long clips = files(data.resolve(Belltower.CLIPS));

            sipp.run("bye-at-once", WholeServer.PENSION, CALLS, 60, 100, Duration.ofMinutes(8));

            quiet(server);
            Await.until(
                    "as many threads as before",
                    Duration.ofSeconds(30),
                    () -> Thread.getAllStackTraces().size() <= threads + 2);
            Await.until(
                    "as many virtual threads as before",
                    Duration.ofSeconds(30),
                    () -> VirtualThreads.names().size() <= virtual);
            Await.until(
                    "as many open files and sockets as before",
                    Duration.ofSeconds(30),
                    () -> descriptors() <= descriptors + 4);
            assertThat(files(data.resolve(Belltower.CLIPS))).isEqualTo(clips);
            // A call whose server was not reached in time has heard the switch's apology and is counted there.
            Await.until(
                    "every call has a record",
                    Duration.ofSeconds(60),
                    () -> ended(server) + server.unserved() >= CALLS + 50);
            assertThat(ended(server)).as("records of calls").isBetween(CALLS, CALLS + 50);
        }
    }

    private static void quiet(WholeServer server) {
        Await.until("no call is up", Duration.ofSeconds(30), () -> server.callsUp() == 0);
        Await.until(
                "no Event Socket connection is left but the server's lasting one",
                Duration.ofSeconds(30),
                () -> server.eventSocketConnections() <= 1);
        Await.until(
                "no thread of a call is left",
                Duration.ofSeconds(30),
                () -> VirtualThreads.names().stream()
                        .noneMatch(name -> name.startsWith("call-") || name.startsWith("path-")));
        Await.until("no media port is taken", Duration.ofSeconds(30), () -> server.mediaStreams() == 0);
    }

    private static int ended(WholeServer server) {
        return (int) server.belltower().database().calls().latest(2 * CALLS).stream()
                .filter(call -> call.end().isPresent())
                .count();
    }

    private static long descriptors() {
        return files(Path.of("/proc/self/fd"));
    }

    private static long files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
