package org.belltower.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.belltower.hotline.DemoData;
import org.belltower.hotline.PinHasher;
import org.belltower.hotline.imports.ImportReport;
import org.belltower.hotline.imports.Importer;
import org.belltower.server.Belltower;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.DatabaseConfig;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.config.EventSocketConfig;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.config.Limits;
import org.belltower.server.config.SpeechConfig;
import org.belltower.store.CallRecord;

/** A whole server on free loopback ports with data of its own. Its opener closes it. */
final class WholeServer implements AutoCloseable {
    static final String PENSION = "88001";

    private final Belltower belltower;

    private WholeServer(Belltower belltower) {
        this.belltower = belltower;
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

    /** With the demo's customers and figures of a seed. */
    static WholeServer start(Configuration configuration, long seed) throws IOException {
        Files.createDirectories(configuration.folders().data());
        Belltower belltower = Belltower.start(configuration, InstantSource.system());
        DemoData.load(belltower.database(), InstantSource.system(), seed);
        return new WholeServer(belltower);
    }

    Belltower belltower() {
        return belltower;
    }

    int sipPort() {
        return belltower.embeddedSwitch().orElseThrow().sipAddress().getPort();
    }

    /** The record of the last call from this number, once it says how the call ended. */
    CallRecord awaitEndedCall(String caller) {
        return Await.found(
                "the record of the call from " + caller + " has an end",
                Duration.ofSeconds(20),
                () -> belltower.database().calls().latest(500).stream()
                        .filter(call ->
                                call.caller().equals(caller) && call.end().isPresent())
                        .findFirst());
    }

    /** Imports a CSV file with this content, as {@code ivr import} would. */
    void imports(Path folder, String csv) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "import", ".csv"), csv);
        ImportReport report =
                new Importer(belltower.database(), PinHasher.DEFAULT, InstantSource.system()).importFile(file);
        if (!(report instanceof ImportReport.Imported)) {
            throw new AssertionError(report.toString());
        }
    }

    /** How many calls are up. */
    long callsUp() {
        return belltower.embeddedSwitch().orElseThrow().status().calls();
    }

    /** Event Socket connections of calls. */
    int eventSocketConnections() {
        return belltower.embeddedSwitch().orElseThrow().status().eventSocketConnections();
    }

    /** Calls that did not reach the server. */
    long unserved() {
        return belltower.embeddedSwitch().orElseThrow().status().unserved();
    }

    /** RTP streams that hold ports. */
    long mediaStreams() {
        return belltower.embeddedSwitch().orElseThrow().status().media().portsInUse();
    }

    @Override
    public void close() {
        belltower.close();
    }
}
