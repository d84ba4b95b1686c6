package org.belltower.server.doctor;

import java.net.InetAddress;

/**
 * A port that the server is going to listen on. <em>Immutable.</em>
 *
 * @param subject what for, e.g. {@code SIP}
 * @param transport UDP or TCP
 * @param address what it binds to
 * @param port 0 where a free one is taken
 * @param key how to choose another one in the configuration
 */
public record ListeningPort(String subject, Transport transport, InetAddress address, int port, String key) {
    /** How the port is used. */
    public enum Transport {
        UDP,
        TCP
    }
}
