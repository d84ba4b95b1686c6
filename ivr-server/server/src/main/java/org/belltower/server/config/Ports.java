package org.belltower.server.config;

/** The range of a port. */
final class Ports {
    private Ports() {}

    static void requireBindable(String key, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("'" + key + "' must be 0 to 65535, but is " + port);
        }
    }
}
