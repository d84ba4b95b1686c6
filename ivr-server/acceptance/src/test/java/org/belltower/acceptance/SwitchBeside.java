package org.belltower.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.server.LoneSwitch;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.config.EventSocketConfig;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.freeswitch.FreePort;
import org.belltower.server.freeswitch.FreeSwitchProcess;
import org.belltower.server.freeswitch.SwitchFiles;

/** A switch that is not part of the server's process. Its opener closes it. */
final class SwitchBeside implements AutoCloseable {
    private final Runnable close;
    private final Configuration configuration;
    private final InetSocketAddress eventSocket;
    private final int sipPort;
    private final Path prompts;

    private SwitchBeside(Runnable close, Configuration configuration, int eventSocketPort, int sipPort, Path prompts) {
        this.close = close;
        this.configuration = configuration;
        this.eventSocket = new InetSocketAddress(InetAddress.getLoopbackAddress(), eventSocketPort);
        this.sipPort = sipPort;
        this.prompts = prompts;
    }

    /**
     * What such a switch is set up by; its Event Socket's port is fixed. Skips the test where that kind is not to be tried, or there is
     * no FreeSWITCH.
     *
     * @param port on loopback, where it brings its calls
     */
    static Configuration configuration(SwitchKind kind, Configuration usual, int port) throws IOException {
        EachSwitch.assumeChosen(kind);
        return switch (kind) {
            case EMBEDDED ->
                new Configuration(
                        new EmbeddedSwitchConfig(
                                true, InetAddress.getLoopbackAddress(), 0, 20_000, 29_999, FreePort.any()),
                        new EventSocketConfig(InetAddress.getLoopbackAddress(), port),
                        usual.database(),
                        usual.speech(),
                        usual.folders(),
                        usual.hotlines(),
                        usual.limits());
            case FREESWITCH -> {
                Configuration free = FreeSwitchProcess.onFreePorts(usual);
                yield free.with(free.freeSwitch().withServers(List.of("127.0.0.1:" + port)));
            }
        };
    }

    /** {@code HOST:PORT} of the Event Socket of a switch that is set up so. */
    static String eventSocket(SwitchKind kind, Configuration configuration) {
        return "127.0.0.1:"
                + switch (kind) {
                    case EMBEDDED -> configuration.embeddedSwitch().eventSocketPort();
                    case FREESWITCH -> configuration.freeSwitch().eventSocketPort();
                };
    }

    /** The configuration of a server without a switch that asks these. */
    static Configuration server(Configuration usual, int port, String... switches) {
        return new Configuration(
                new EmbeddedSwitchConfig(false, InetAddress.getLoopbackAddress(), 0, 20_000, 29_999, 0),
                new EventSocketConfig(InetAddress.getLoopbackAddress(), port, List.of(switches)),
                usual.database(),
                usual.speech(),
                usual.folders(),
                usual.hotlines(),
                usual.limits());
    }

    /** @param folder of its own */
    static SwitchBeside start(SwitchKind kind, Configuration configuration, Path folder) throws IOException {
        Files.createDirectories(folder);
        return switch (kind) {
            case EMBEDDED -> {
                EmbeddedSwitch running = LoneSwitch.open(configuration, InstantSource.system());
                yield new SwitchBeside(
                        running::close,
                        configuration,
                        running.eventSocketAddress().getPort(),
                        running.sipAddress().getPort(),
                        configuration.folders().data().resolve("switch"));
            }
            case FREESWITCH -> {
                FreeSwitchProcess running = freeSwitch(configuration, folder);
                yield new SwitchBeside(
                        running::close,
                        configuration,
                        configuration.freeSwitch().eventSocketPort(),
                        running.trunk().getPort(),
                        folder.resolve("conf"));
            }
        };
    }

    /**
     * A FreeSWITCH; the test has made sure that there is one.
     *
     * @param folder of its own
     */
    static FreeSwitchProcess freeSwitch(Configuration configuration, Path folder) {
        return FreeSwitchProcess.start(
                FreeSwitchProcess.program(System.getenv()).orElseThrow(),
                configuration,
                WholeServer.home().resolve(SwitchFiles.TEMPLATES),
                folder);
    }

    /** Waits until the switch says that it has no call any more: none is left that nobody drives. */
    void hasNoCall() {
        Path data = configuration.folders().data();
        Await.until(
                "no call is left at the switch",
                Duration.ofSeconds(30),
                () -> WholeServer.api(eventSocket, data, "show channels count").contains("0 total"));
    }

    int sipPort() {
        return sipPort;
    }

    /** Of FreeSWITCH, where agents' telephones register. */
    int agentsPort() {
        return configuration.freeSwitch().agentsPort();
    }

    /** Has a caller know the switch's own prompts again: {@code apology zh-CN-0.wav}, {@code interrupted en-US-1.wav}. */
    void teach(Caller caller) throws IOException {
        for (String kind : List.of("apology", "interrupted")) {
            try (Stream<Path> files = Files.list(prompts.resolve(kind))) {
                files.filter(file -> file.toString().endsWith(".wav"))
                        .sorted()
                        .forEach(wav -> caller.knows(wav, kind + " " + wav.getFileName()));
            }
        }
    }

    @Override
    public void close() {
        close.run();
    }
}
