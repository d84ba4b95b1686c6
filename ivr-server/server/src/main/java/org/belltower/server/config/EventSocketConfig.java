package org.belltower.server.config;

import java.net.InetAddress;

/**
 * Where the switch brings its calls. Immutable.
 *
 * @param address what the listener binds to
 * @param port 0 takes a free one
 */
public record EventSocketConfig(InetAddress address, int port) {
    public static final EventSocketConfig DEFAULT = new EventSocketConfig(InetAddress.getLoopbackAddress(), 8084);

    public EventSocketConfig {
        Ports.requireBindable("port", port);
    }
}
