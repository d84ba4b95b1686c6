package org.belltower.server.config;

import java.net.InetAddress;

/**
 * Where the server answers over http: {@code /metrics} and {@code /health}. Immutable.
 *
 * @param enabled whether it answers at all
 * @param address what the listener binds to; nobody is asked for a password, so it belongs on loopback or a network of operators
 * @param port 0 takes a free one
 */
public record WebConfig(boolean enabled, InetAddress address, int port) {
    public static final WebConfig DEFAULT = new WebConfig(true, InetAddress.getLoopbackAddress(), 8080);

    /** Nothing listens. */
    public static final WebConfig OFF = new WebConfig(false, InetAddress.getLoopbackAddress(), 0);

    public WebConfig {
        Ports.requireBindable("port", port);
    }
}
