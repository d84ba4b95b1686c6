package org.belltower.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.server.LoneSwitch;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.config.EventSocketConfig;

/** A switch that is not part of the server's process. Its opener closes it. */
final class SwitchBeside implements AutoCloseable {
    enum Kind {
        EMBEDDED,
        FREESWITCH
    }

    private final Runnable close;
    private final int sipPort;
    private final Path prompts;

    private SwitchBeside(Runnable close, int sipPort, Path prompts) {
        this.close = close;
        this.sipPort = sipPort;
        this.prompts = prompts;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * What such a switch is set up by; its Event Socket's port is fixed. Skips the test where there is no FreeSWITCH.
     *
     * @param port on loopback, where it brings its calls
     */
    static Configuration configuration(Kind kind, Configuration usual, int port) throws IOException {
        return switch (kind) {
            case EMBEDDED ->
                new Configuration(
                        new EmbeddedSwitchConfig(true, InetAddress.getLoopbackAddress(), 0, 20_000, 29_999, freePort()),
                        new EventSocketConfig(InetAddress.getLoopbackAddress(), port),
                        usual.database(),
                        usual.speech(),
                        usual.folders(),
                        usual.hotlines(),
                        usual.limits());
            case FREESWITCH -> {
                FreeSwitch.assumeInstalled();
                yield FreeSwitch.leadingTo(usual, List.of("127.0.0.1:" + port), List.of());
            }
        };
    }

    /** {@code HOST:PORT} of the Event Socket of a switch that is set up so. */
    static String eventSocket(Kind kind, Configuration configuration) {
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
    static SwitchBeside start(Kind kind, Configuration configuration, Path folder) throws IOException {
        Files.createDirectories(folder);
        return switch (kind) {
            case EMBEDDED -> {
                EmbeddedSwitch running = LoneSwitch.open(configuration, InstantSource.system());
                yield new SwitchBeside(
                        running::close,
                        running.sipAddress().getPort(),
                        configuration.folders().data().resolve("switch"));
            }
            case FREESWITCH -> {
                FreeSwitch running = FreeSwitch.start(configuration, folder);
                yield new SwitchBeside(running::close, running.trunkPort(), folder.resolve("conf"));
            }
        };
    }

    int sipPort() {
        return sipPort;
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
