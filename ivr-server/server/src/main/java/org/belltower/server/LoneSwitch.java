package org.belltower.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.HotlineNumber;

/** The embedded switch in a process without a server, so that its calls outlive the server's process. Stateless. */
public final class LoneSwitch {
    private static final String FOLDER = "switch";

    private LoneSwitch() {}

    /**
     * Opens it. It brings calls to {@code event-socket}, and plays what a server on this machine tells it to.
     *
     * @throws UserError for what the operator can mend: a taken port, a folder that cannot be written
     */
    public static EmbeddedSwitch open(Configuration configuration, InstantSource clock) {
        Path data = PlayableFolder.require(configuration.folders().data());
        if (configuration.eventSocket().port() == 0) {
            throw new UserError(
                    "'event-socket: port' must name the server's port, where this switch is to bring its calls");
        }
        Set<String> numbers = new LinkedHashSet<>();
        configuration.hotlines().stream().map(HotlineNumber::number).forEach(numbers::add);
        try {
            return SwitchWiring.open(
                    configuration,
                    new InetSocketAddress(
                            configuration.eventSocket().address(),
                            configuration.eventSocket().port()),
                    numbers,
                    SwitchPrompts.spoken(
                            configuration,
                            data.resolve(FOLDER),
                            configuration.embeddedSwitch().fallback()),
                    clock);
        } catch (RuntimeException failure) {
            throw StartFailure.explained(failure);
        }
    }
}
