package org.belltower.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.eventsocket.Backoff;
import org.belltower.eventsocket.ConnectionListener;
import org.belltower.eventsocket.InboundClient;
import org.belltower.eventsocket.InboundSettings;
import org.belltower.hotline.DemoData;
import org.belltower.hotline.PinHasher;
import org.belltower.hotline.imports.ImportReport;
import org.belltower.hotline.imports.Importer;
import org.belltower.server.Belltower;
import org.belltower.server.EventSocketPassword;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.DatabaseConfig;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.config.EventSocketConfig;
import org.belltower.server.config.FreeSwitchConfig;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.config.Limits;
import org.belltower.server.config.SpeechConfig;
import org.belltower.server.demo.DialledServer;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.freeswitch.AgentPasswords;
import org.belltower.server.freeswitch.FreeSwitchProcess;
import org.belltower.store.CallRecord;

/** A whole server on free loopback ports with data of its own. Its opener closes it. */
final class WholeServer implements AutoCloseable {
    static final String PENSION = "88001";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DialledServer server;

    private WholeServer(DialledServer server) {
        this.server = server;
    }

    /** The repository, found upward from where the tests run. */
    static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("voice-apps"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " has voice-apps");
            }
        }
        return folder;
    }

    static Configuration configuration(Path data) {
        Path home = home();
        Configuration defaults = Configuration.defaults(home);
        int rtp = 20_000;
        return new Configuration(
                new EmbeddedSwitchConfig(true, InetAddress.getLoopbackAddress(), 0, rtp, rtp + 9_999, 0),
                new EventSocketConfig(InetAddress.getLoopbackAddress(), 0),
                DatabaseConfig.DEFAULT,
                // One unpacked model for all servers of a run that listen to words.
                SpeechConfig.DEFAULT
                        .listening(false)
                        .withModels(Path.of("target", "models").toAbsolutePath()),
                defaults.folders().withData(data),
                List.of(new HotlineNumber(PENSION, "pension")),
                Limits.DEFAULT);
    }

    /** On the embedded switch. */
    static WholeServer start(Configuration configuration, long seed) throws IOException {
        return start(SwitchKind.EMBEDDED, configuration, seed);
    }

    /** With the demo's customers and figures of a seed. */
    static WholeServer start(SwitchKind kind, Configuration configuration, long seed) throws IOException {
        Files.createDirectories(configuration.folders().data());
        DialledServer server =
                DialledServer.start(kind, quick(configuration), WholeServer.home(), InstantSource.system());
        DemoData.load(server.belltower().database(), InstantSource.system(), seed);
        return new WholeServer(server);
    }

    /** Without an apology by FreeSWITCH itself, which takes as long to speak as the server takes to start. */
    private static Configuration quick(Configuration configuration) {
        return configuration.freeSwitch().fallback().isEmpty()
                ? configuration.with(
                        configuration.freeSwitch().withFallback(List.of("hangup NORMAL_TEMPORARY_FAILURE")))
                : configuration;
    }

    Belltower belltower() {
        return server.belltower();
    }

    int sipPort() {
        return server.sip().getPort();
    }

    /** Waits for every prompt of the catalogue to be a clip. */
    void awaitPrompts() throws InterruptedException {
        belltower().awaitPrompts(Duration.ofMinutes(3));
    }

    /** The record of the last call from this number, once it says how the call ended. */
    CallRecord awaitEndedCall(String caller) {
        return Await.found(
                "the record of the call from " + caller + " has an end",
                Duration.ofSeconds(20),
                () -> belltower().database().calls().latest(500).stream()
                        .filter(call ->
                                call.caller().equals(caller) && call.end().isPresent())
                        .findFirst());
    }

    /** Imports a CSV file with this content, as {@code ivr import} would. */
    void imports(Path folder, String csv) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "import", ".csv"), csv);
        ImportReport report =
                new Importer(belltower().database(), PinHasher.DEFAULT, InstantSource.system()).importFile(file);
        if (!(report instanceof ImportReport.Imported)) {
            throw new AssertionError(report.toString());
        }
    }

    /** How many calls are up, as the switch says. */
    long callsUp() {
        return embedded()
                .map(ours -> (long) ours.status().calls())
                .orElseGet(
                        () -> Long.parseLong(api("show channels count").strip().replaceFirst(" total\\.$", "")));
    }

    /** Event Socket connections of calls. */
    long eventSocketConnections() {
        return embedded()
                .<Long>map(ours -> (long) ours.status().eventSocketConnections())
                .orElseGet(
                        () -> SocketTable.established(belltower().callAddress().getPort()));
    }

    /** Calls that did not reach the server and heard an apology. FreeSWITCH counts none, and refuses them here. */
    long unserved() {
        return embedded().map(ours -> ours.status().unserved()).orElse(0L);
    }

    /** RTP streams that hold ports. */
    long mediaStreams() {
        return embedded().map(ours -> (long) ours.status().media().portsInUse()).orElseGet(() -> {
            FreeSwitchConfig ports = freeSwitch().configuration().freeSwitch();
            return SocketTable.boundForUdp(ports.firstRtpPort(), ports.lastRtpPort());
        });
    }

    private Optional<EmbeddedSwitch> embedded() {
        return belltower().embeddedSwitch();
    }

    /** The FreeSWITCH that brings the calls. */
    FreeSwitchProcess freeSwitch() {
        return server.freeSwitch().orElseThrow();
    }

    /** Where agents' phones register. */
    InetSocketAddress registrar() {
        return server.freeSwitch().map(FreeSwitchProcess::agents).orElseGet(server::sip);
    }

    /** The password that was made for an agent's phone. */
    String agentPassword(String name) throws IOException {
        Path data = belltower().configuration().folders().data();
        return Files.readAllLines(data.resolve(AgentPasswords.FILE)).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** What the switch answers to an API command. */
    String api(String command) {
        Path data = belltower().configuration().folders().data();
        InetSocketAddress address = embedded()
                .map(EmbeddedSwitch::eventSocketAddress)
                .orElseGet(() -> new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        freeSwitch().configuration().freeSwitch().eventSocketPort()));
        return api(address, data, command);
    }

    /**
     * What a switch answers to an API command.
     *
     * @param data where the password of its Event Socket lies
     */
    static String api(InetSocketAddress address, Path data, String command) {
        try (InboundClient client = InboundClient.open(
                InboundSettings.of(address, EventSocketPassword.under(data), List.of(), Backoff.of(new SecureRandom())),
                event -> {},
                new ConnectionListener() {})) {
            if (!client.awaitUp(PATIENCE)) {
                throw new AssertionError("the switch does not let us in at " + address);
            }
            return client.api(command, PATIENCE);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
