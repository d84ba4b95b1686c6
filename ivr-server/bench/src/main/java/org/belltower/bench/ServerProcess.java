package org.belltower.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a process of its own, started as an operator does: {@code ./ivr run --demo-data}, with free ports and its own
 * data folder. <i>Confined to one thread.</i> Whoever starts it closes it; closing stops it as Ctrl-C does.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Pattern LIVE_TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final Process process;
    private final InetSocketAddress sip;
    private final Path said;
    private final long startNanos;

    private ServerProcess(Process process, InetSocketAddress sip, Path said, long startNanos) {
        this.process = process;
        this.sip = sip;
        this.said = said;
        this.startNanos = startNanos;
    }

    /** Starts it with the demo's data and returns at once. What it prints goes to {@code server.out} in its data folder. */
    static ServerProcess start(Workbench bench, Path data) {
        int port = SipPort.free();
        return start(bench, data, port, """
                embedded-switch:
                  sip-port: %d
                  event-socket-port: 0
                event-socket:
                  port: 0
                folders:
                  data: %s
                limits:
                  calls: 2000
                  drain: 2s
                """.formatted(port, data), List.of("--demo-data"));
    }

    /**
     * Starts it and returns at once.
     *
     * @param sipPort of its embedded switch
     * @param configuration as in {@code ivr.yaml}, which names {@code data} as its folder
     * @param options of {@code ./ivr run}
     */
    static ServerProcess start(Workbench bench, Path data, int sipPort, String configuration, List<String> options) {
        try {
            Path file = Files.writeString(data.resolve("bench.yaml"), configuration);
            Path said = data.resolve("server.out");
            var command = new ArrayList<>(List.of(bench.home().resolve("ivr").toString(), "run"));
            command.addAll(options);
            command.addAll(List.of("--config", file.toString()));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment()
                    .merge("IVR_JAVA_OPTIONS", "-Divr.log=" + data.resolve("ivr.log"), (a, b) -> a + " " + b);
            long start = System.nanoTime();
            return new ServerProcess(
                    builder.start(), new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort), said, start);
        } catch (IOException e) {
            throw new BenchException("the server cannot be started: " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    InetSocketAddress sip() {
        return sip;
    }

    /** {@link System#nanoTime} just before the process was started. */
    long startNanos() {
        return startNanos;
    }

    /** Waits until the SIP port is bound. */
    void awaitSipPort(Duration atMost) throws InterruptedException {
        SipPort.awaitBound(sip, "the server (see " + said + ")", atMost, this::checkAlive);
    }

    /** Waits until it says that it is ready. */
    void awaitReady(Duration atMost) throws InterruptedException {
        Await.until("the server is ready; see " + said, atMost, () -> {
            if (said().contains("Stop with Ctrl-C.")) {
                return true;
            }
            checkAlive();
            return false;
        });
    }

    private String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new BenchException(said + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void checkAlive() {
        if (!process.isAlive()) {
            throw new BenchException("the server has ended: " + said().strip());
        }
    }

    /** Bytes of live objects: a full collection, then the sum over all classes, by the JDK's {@code jcmd}. */
    long liveHeap() throws InterruptedException {
        String histogram = jcmd("GC.class_histogram");
        Matcher total = LIVE_TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new BenchException(
                    "jcmd gave no histogram: " + histogram.lines().findFirst().orElse(""));
        }
        return Long.parseLong(total.group(1));
    }

    private String jcmd(String command) throws InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process asking = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            String answer;
            try (var out = asking.getInputStream()) {
                answer = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (asking.waitFor() != 0) {
                throw new BenchException("jcmd " + command + " failed: " + answer.strip());
            }
            return answer;
        } catch (IOException e) {
            throw new BenchException(jcmd + " cannot be run: " + e.getMessage() + "; use a whole JDK", e);
        }
    }

    /** A number of {@code /proc/PID/status}: {@code VmRSS} in KiB, {@code Threads}. */
    long status(String field) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            List<String> lines = Files.readAllLines(status);
            return lines.stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new BenchException(status + " has no " + field));
        } catch (IOException e) {
            throw new BenchException(status + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Processor time of the server's JVM so far; its database has processes of its own. */
    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new BenchException("the system does not say what processes use"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new BenchException("the server did not stop within " + STOP.toSeconds() + " s; see " + said);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
