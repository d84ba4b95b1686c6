package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.FetchConfig;
import org.belltower.server.config.FreeSwitchConfig;
import org.belltower.server.config.Srtp;
import org.belltower.server.config.TransferConfig;
import org.belltower.server.doctor.Doctor;
import org.belltower.server.doctor.Finding;
import org.belltower.server.doctor.FindingTable;
import org.belltower.server.freeswitch.SwitchFiles;
import org.belltower.server.freeswitch.SwitchSetup;
import org.junit.jupiter.api.Assumptions;

/**
 * A FreeSWITCH of the machine, started on free loopback ports with the configuration that this product writes. Its opener closes
 * it. {@code FREESWITCH_HOME} names the installation, which has {@code bin/freeswitch}.
 */
final class FreeSwitch implements AutoCloseable {
    private static final Duration STARTS = Duration.ofSeconds(60);

    private final Process process;
    private final Configuration configuration;

    private FreeSwitch(Process process, Configuration configuration) {
        this.process = process;
        this.configuration = configuration;
    }

    /** Skips the test where there is none. */
    static Path assumeInstalled() {
        Optional<Path> program = Optional.ofNullable(System.getenv("FREESWITCH_HOME"))
                .map(home -> Path.of(home, "bin", "freeswitch"))
                .filter(Files::isExecutable);
        Assumptions.assumeTrue(program.isPresent(), "skipped: FREESWITCH_HOME names no FreeSWITCH");
        return program.orElseThrow();
    }

    /** The same, with a FreeSWITCH on free ports whose calls go to these servers, {@code HOST:PORT} each. */
    static Configuration leadingTo(Configuration usual, List<String> servers, List<String> fallback) {
        List<Integer> ports = freePorts();
        return new Configuration(
                usual.embeddedSwitch(),
                new FreeSwitchConfig(
                        InetAddress.getLoopbackAddress(),
                        ports.get(0),
                        ports.get(1),
                        24_000,
                        24_999,
                        ports.get(2),
                        List.of("127.0.0.0/8"),
                        Optional.empty(),
                        List.of("1001"),
                        servers,
                        fallback,
                        Optional.empty(),
                        Srtp.OFF,
                        200),
                usual.eventSocket(),
                usual.database(),
                usual.speech(),
                usual.folders(),
                usual.hotlines(),
                FetchConfig.DEFAULT,
                TransferConfig.DEFAULT,
                usual.limits());
    }

    /** Three, none beside another: a SIP port may have TLS at the port above. */
    private static List<Integer> freePorts() {
        List<ServerSocket> held = new ArrayList<>();
        List<Integer> apart = new ArrayList<>();
        try {
            while (apart.size() < 3) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                int port = socket.getLocalPort();
                if (apart.stream().noneMatch(other -> Math.abs(other - port) < 2)) {
                    apart.add(port);
                }
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
            return apart;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it in a folder of its own and waits until it takes calls. */
    static FreeSwitch start(Configuration configuration, Path folder) throws IOException {
        Path program = assumeInstalled();
        Path templates = WholeServer.home().resolve(SwitchFiles.TEMPLATES);
        Path conf = folder.resolve("conf");
        SwitchSetup.write(configuration, templates, conf);
        for (String name : List.of("log", "db", "run", "temp")) {
            Files.createDirectories(folder.resolve(name));
        }
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-nonat",
                        "-nf",
                        "-nc",
                        "-conf",
                        conf.toString(),
                        "-log",
                        folder.resolve("log").toString(),
                        "-db",
                        folder.resolve("db").toString(),
                        "-run",
                        folder.resolve("run").toString(),
                        "-temp",
                        folder.resolve("temp").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("freeswitch.out").toFile())
                .start();
        FreeSwitch started = new FreeSwitch(process, configuration);
        try {
            Await.until("FreeSWITCH takes calls", STARTS, () -> process.isAlive() && Doctor.isHealthy(started.check()));
        } catch (AssertionError e) {
            started.close();
            throw new AssertionError(e.getMessage() + "\n" + FindingTable.render(started.check()), e);
        }
        return started;
    }

    /** What {@code ivr freeswitch check} finds. */
    List<Finding> check() {
        return SwitchSetup.check(configuration, WholeServer.home().resolve(SwitchFiles.TEMPLATES));
    }

    /** As {@code kill -9} does; returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    int trunkPort() {
        return configuration.freeSwitch().trunkPort();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            assertThat(process.waitFor(20, TimeUnit.SECONDS))
                    .as("FreeSWITCH ends")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
