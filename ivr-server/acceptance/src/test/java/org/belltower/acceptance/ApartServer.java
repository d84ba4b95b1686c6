package org.belltower.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.config.Configuration;
import org.belltower.server.demo.SwitchKind;

/** A server and a switch that is not part of its process, with a wire between them that a test may meddle with. Its opener closes it. */
final class ApartServer implements AutoCloseable {
    final WholeServer server;
    final SwitchBeside beside;
    private final Configuration usual;

    private ApartServer(WholeServer server, SwitchBeside beside, Configuration usual) {
        this.server = server;
        this.beside = beside;
        this.usual = usual;
    }

    /**
     * Starts both; the switch brings its calls by the proxy. The server can ask the switch by the switch's own Event Socket.
     *
     * @param folder of the switch's own
     */
    static ApartServer start(SwitchKind kind, Configuration usual, CuttingProxy proxy, Path folder) throws IOException {
        Configuration switched = SwitchBeside.configuration(kind, usual, proxy.port());
        return start(kind, usual, switched, proxy, folder, SwitchBeside.eventSocket(kind, switched));
    }

    /** The same with a server that can ask no switch. */
    static ApartServer startUnasking(SwitchKind kind, Configuration usual, CuttingProxy proxy, Path folder)
            throws IOException {
        return start(kind, usual, SwitchBeside.configuration(kind, usual, proxy.port()), proxy, folder);
    }

    private static ApartServer start(
            SwitchKind kind,
            Configuration usual,
            Configuration switched,
            CuttingProxy proxy,
            Path folder,
            String... asked)
            throws IOException {
        WholeServer server = WholeServer.start(SwitchBeside.server(usual, 0, asked), 7);
        try {
            SwitchBeside beside = SwitchBeside.start(kind, switched, folder);
            proxy.to(server.belltower().callAddress());
            return new ApartServer(server, beside, usual);
        } catch (IOException | RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    /** A call that has been answered. */
    Caller dial(String number, String caller) throws InterruptedException {
        return Caller.dial(
                beside.sipPort(),
                usual.folders().data(),
                number,
                CallerSettings.defaults().withName(caller));
    }

    @Override
    public void close() {
        try {
            beside.close();
        } finally {
            server.close();
        }
    }
}
