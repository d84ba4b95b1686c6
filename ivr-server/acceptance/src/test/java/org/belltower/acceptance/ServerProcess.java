package org.belltower.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.HotlineNumber;

/** {@code ivr} as a process of its own, in an installation that is this repository with data of its own. Its opener closes it. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern SIP = Pattern.compile("SIP +127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Thread reader;

    private ServerProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** @param home an empty folder that becomes the installation, or one that has become one */
    static ServerProcess start(Path home, String... arguments) throws IOException {
        return start(home, Map.of(), arguments);
    }

    /** @param environment what differs from that of the tests */
    static ServerProcess start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        for (String folder : List.of("voice-apps", "grammars", "prompts", "appliance")) {
            if (!Files.exists(home.resolve(folder))) {
                Files.createSymbolicLink(
                        home.resolve(folder), WholeServer.home().resolve(folder));
            }
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dbelltower.home=" + home,
                "-Divr.log=" + home.resolve("var/log/ivr.log"),
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.belltower.server.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start());
    }

    /**
     * The embedded switch alone.
     *
     * @param home an empty folder
     * @param port on loopback, where it brings its calls
     * @param eventSocketPort of its own
     * @param usual whose data folder and hotlines it shares
     */
    static ServerProcess startSwitch(Path home, int port, int eventSocketPort, Configuration usual) throws IOException {
        StringBuilder hotlines = new StringBuilder();
        for (HotlineNumber hotline : usual.hotlines()) {
            hotlines.append("  - number: \"").append(hotline.number()).append("\"\n");
            hotlines.append("    application: ").append(hotline.application()).append('\n');
        }
        Files.writeString(Files.createDirectories(home).resolve("ivr.yaml"), """
                embedded-switch:
                  sip-port: 0
                  first-rtp-port: 24000
                  last-rtp-port: 24999
                  event-socket-port: %d
                event-socket:
                  port: %d
                folders:
                  data: %s
                hotlines:
                %s""".formatted(
                        eventSocketPort, port, usual.folders().data(), hotlines));
        return start(home, "switch");
    }

    /** Where that takes calls, once it does. */
    int awaitSipPort() {
        return Integer.parseInt(awaitLine(SIP));
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("output ends: " + e.getMessage());
        }
    }

    /** All that was printed so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a line with this and gives its first group. */
    String awaitLine(Pattern pattern) {
        return Await.found("a line like " + pattern, PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the process has ended: " + lines());
            }
            return lines().stream()
                    .map(pattern::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
        });
    }

    /** As Ctrl-C or a service manager does. */
    void tellToStop() {
        // By its handle: destroying the Process itself closes its output.
        process.toHandle().destroy();
    }

    /** As {@code kill -9} does; returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s: " + lines());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
