package org.belltower.eventsocket;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses and the password of the tests. */
final class Loopback {
    static final String PASSWORD = "correct horse";

    private Loopback() {}

    /** Any free port. */
    static InetSocketAddress any() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static ServerSettings server() {
        return ServerSettings.loopback(any(), PASSWORD);
    }
}
