package org.belltower.server.demo;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.belltower.server.Belltower;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.server.freeswitch.FreeSwitchProcess;
import org.belltower.server.freeswitch.SwitchFiles;

/**
 * A server on free loopback ports and the switch that brings its calls, for demos and tests. Thread-safe. Whoever starts it closes
 * it, which ends both.
 */
public final class DialledServer implements AutoCloseable {
    /** Below the data folder: what a FreeSWITCH that belongs to the server reads and writes. */
    public static final String FREESWITCH = "freeswitch";

    private final Belltower belltower;
    private final Optional<FreeSwitchProcess> freeSwitch;

    private DialledServer(Belltower belltower, Optional<FreeSwitchProcess> freeSwitch) {
        this.belltower = belltower;
        this.freeSwitch = freeSwitch;
    }

    /**
     * Starts both; calls can come when it returns.
     *
     * @param configuration its ports are replaced where FreeSWITCH brings the calls
     * @param home of the installation, where FreeSWITCH's templates lie
     * @throws UserError for what the operator can mend, such as a FreeSWITCH that is not installed
     */
    public static DialledServer start(SwitchKind kind, Configuration configuration, Path home, InstantSource clock) {
        return switch (kind) {
            case EMBEDDED -> new DialledServer(Belltower.start(configuration, clock), Optional.empty());
            case FREESWITCH -> onFreeSwitch(configuration, home, clock);
        };
    }

    private static DialledServer onFreeSwitch(Configuration configuration, Path home, InstantSource clock) {
        Path program = FreeSwitchProcess.program(System.getenv())
                .orElseThrow(() -> new UserError("there is no FreeSWITCH here; install the packages of its vendor"
                        + " (docs/freeswitch.md names the modules) so that 'freeswitch' is on the path,"
                        + " or set " + FreeSwitchProcess.HOME + " to the folder that has bin/freeswitch"));
        Configuration led = FreeSwitchProcess.onFreePorts(configuration);
        Belltower belltower = Belltower.start(led, clock);
        try {
            Path folder = configuration.folders().data().toAbsolutePath().resolve(FREESWITCH);
            return new DialledServer(
                    belltower,
                    Optional.of(FreeSwitchProcess.start(program, led, home.resolve(SwitchFiles.TEMPLATES), folder)));
        } catch (RuntimeException | Error failure) {
            belltower.close();
            throw failure;
        }
    }

    public Belltower belltower() {
        return belltower;
    }

    /** Where a caller dials in. */
    public InetSocketAddress sip() {
        return freeSwitch
                .map(FreeSwitchProcess::trunk)
                .orElseGet(() -> belltower.embeddedSwitch().orElseThrow().sipAddress());
    }

    /** The FreeSWITCH that brings the calls; empty where the embedded switch does. */
    public Optional<FreeSwitchProcess> freeSwitch() {
        return freeSwitch;
    }

    @Override
    public void close() {
        try {
            freeSwitch.ifPresent(FreeSwitchProcess::close);
        } finally {
            belltower.close();
        }
    }
}
