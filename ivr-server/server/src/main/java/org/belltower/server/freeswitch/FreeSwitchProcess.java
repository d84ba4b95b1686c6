package org.belltower.server.freeswitch;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.EventSocketConfig;
import org.belltower.server.config.FreeSwitchConfig;
import org.belltower.server.config.Srtp;
import org.belltower.server.doctor.Doctor;
import org.belltower.server.doctor.Finding;
import org.belltower.server.doctor.FindingTable;

/**
 * A FreeSWITCH of this machine, started on loopback with the configuration that this product writes: for a demo, a trial or a
 * test. Production's is started by its service manager. Thread-safe; whoever starts it closes it, which ends the process.
 */
public final class FreeSwitchProcess implements AutoCloseable {
    /** Names the folder of an installation, which has {@code bin/freeswitch}. */
    public static final String HOME = "FREESWITCH_HOME";

    private static final String PROGRAM = "freeswitch";
    private static final Duration STARTS = Duration.ofSeconds(60);
    private static final Duration ENDS = Duration.ofSeconds(20);
    /** Between two looks at whether it has started. */
    private static final Duration GLANCE = Duration.ofMillis(100);
    /** Below the ports that systems give to whoever asks for a free one. */
    private static final int FIRST_RTP_PORT = 10_000;

    private static final int RTP_PORTS = 1_000;
    /** One at random, so that two at a time seldom meet. */
    private static final int RTP_RANGES = 6;

    private final Process process;
    private final Configuration configuration;
    private final Path templates;
    private final Path folder;

    private FreeSwitchProcess(Process process, Configuration configuration, Path templates, Path folder) {
        this.process = process;
        this.configuration = configuration;
        this.templates = templates;
        this.folder = folder;
    }

    /**
     * The program of this machine: that of the installation which {@code FREESWITCH_HOME} names, else the one on the path.
     *
     * @param environment variables by name
     */
    public static Optional<Path> program(Map<String, String> environment) {
        String home = environment.getOrDefault(HOME, "");
        Stream<Path> candidates = home.isEmpty()
                ? Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, PROGRAM))
                : Stream.of(Path.of(home, "bin", PROGRAM));
        return candidates
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * The same configuration without the embedded switch, and with a FreeSWITCH and a listener on free loopback ports. A listener's
     * port that is given stays.
     */
    public static Configuration onFreePorts(Configuration usual) {
        List<Integer> ports = freePorts();
        EventSocketConfig listener = usual.eventSocket();
        int firstRtp = FIRST_RTP_PORT + RTP_PORTS * ThreadLocalRandom.current().nextInt(RTP_RANGES);
        FreeSwitchConfig given = usual.freeSwitch();
        return usual.with(usual.embeddedSwitch().disabled())
                .with(
                        listener.port() == 0
                                ? new EventSocketConfig(InetAddress.getLoopbackAddress(), ports.get(3))
                                : listener)
                .with(new FreeSwitchConfig(
                        InetAddress.getLoopbackAddress(),
                        ports.get(0),
                        ports.get(1),
                        firstRtp,
                        firstRtp + RTP_PORTS - 1,
                        ports.get(2),
                        List.of("127.0.0.0/8"),
                        given.gateway(),
                        given.agents(),
                        given.servers(),
                        given.fallback(),
                        Optional.empty(),
                        Srtp.OFF,
                        given.callsASecond(),
                        given.clips()));
    }

    /** Four, free for UDP and TCP, none beside another: a SIP port may have TLS at the port above. */
    private static List<Integer> freePorts() {
        List<ServerSocket> held = new ArrayList<>();
        List<Integer> apart = new ArrayList<>();
        try {
            while (apart.size() < 4) {
                ServerSocket socket = FreePort.hold();
                held.add(socket);
                int port = socket.getLocalPort();
                if (apart.stream().noneMatch(other -> Math.abs(other - port) < 2) && isFreeForUdp(port)) {
                    apart.add(port);
                }
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
            return apart;
        } catch (IOException e) {
            throw new UserError("no port is free on loopback (" + e.getMessage() + "); end some program", e);
        }
    }

    private static boolean isFreeForUdp(int port) {
        try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * Writes its configuration, starts it and waits until it takes calls.
     *
     * @param templates the folder of the templates
     * @param folder for its configuration, its log and its files; made where it is missing
     * @throws UserError where it does not start; names what is missing
     */
    public static FreeSwitchProcess start(Path program, Configuration configuration, Path templates, Path folder) {
        Path conf = folder.resolve("conf");
        SwitchSetup.write(configuration, templates, conf);
        List<String> command = new ArrayList<>(List.of(program.toString(), "-nonat", "-nf", "-nc"));
        command.addAll(List.of("-conf", conf.toString()));
        Process process;
        try {
            for (String name : List.of("log", "db", "run", "temp", "storage")) {
                command.addAll(List.of(
                        "-" + name,
                        Files.createDirectories(folder.resolve(name)).toString()));
            }
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("freeswitch.out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UserError(program + " cannot be started (" + e.getMessage() + "); look at its rights", e);
        }
        FreeSwitchProcess started = new FreeSwitchProcess(process, configuration, templates, folder);
        try {
            started.awaitCalls();
            return started;
        } catch (RuntimeException | Error failure) {
            started.close();
            throw failure;
        }
    }

    private void awaitCalls() {
        long until = System.nanoTime() + STARTS.toNanos();
        List<Finding> findings = asked();
        while (!Doctor.isHealthy(findings)) {
            if (hasEnded(GLANCE) || System.nanoTime() - until > 0) {
                throw new UserError("FreeSWITCH does not take calls; its words are in " + folder.resolve("log") + "\n"
                        + FindingTable.render(findings, FindingTable.Verdict.FREESWITCH));
            }
            findings = asked();
        }
    }

    private boolean hasEnded(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while FreeSWITCH started", e);
        }
    }

    private List<Finding> asked() {
        return SwitchSetup.check(configuration, templates, false);
    }

    /** What {@code ivr freeswitch check} finds. */
    public List<Finding> check() {
        return SwitchSetup.check(configuration, templates);
    }

    /** Where carriers bring their calls. */
    public InetSocketAddress trunk() {
        return new InetSocketAddress(
                configuration.freeSwitch().address(), configuration.freeSwitch().trunkPort());
    }

    /** Where agents' phones register. */
    public InetSocketAddress agents() {
        return new InetSocketAddress(
                configuration.freeSwitch().address(), configuration.freeSwitch().agentsPort());
    }

    public Configuration configuration() {
        return configuration;
    }

    /** Its process, of which it is the only one. */
    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does; returns when it is gone. */
    public void kill() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(ENDS.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        process.destroy();
        boolean interrupted = false;
        try {
            if (process.waitFor(ENDS.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        process.destroyForcibly();
        if (interrupted) {
            Thread.currentThread().interrupt();
        } else {
            process.onExit().orTimeout(ENDS.toSeconds(), TimeUnit.SECONDS).join();
        }
    }
}
