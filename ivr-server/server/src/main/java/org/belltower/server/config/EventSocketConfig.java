package org.belltower.server.config;

import java.net.InetAddress;
import java.util.List;

/**
 * Where the switch brings its calls, and where it is asked about them. Immutable.
 *
 * @param address what the listener binds to
 * @param port 0 takes a free one
 * @param switches {@code HOST:PORT} of the Event Sockets of all switches that bring calls; empty: the embedded switch's, or that of
 *     the FreeSWITCH of this installation
 */
public record EventSocketConfig(InetAddress address, int port, List<String> switches) {
    public static final EventSocketConfig DEFAULT = new EventSocketConfig(InetAddress.getLoopbackAddress(), 8084);

    public EventSocketConfig {
        Ports.requireBindable("port", port);
        switches = List.copyOf(switches);
        for (String node : switches) {
            FreeSwitchConfig.requireHost("switches", node, true);
        }
    }

    /** With the switch of this installation. */
    public EventSocketConfig(InetAddress address, int port) {
        this(address, port, List.of());
    }
}
