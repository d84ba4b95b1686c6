package org.belltower.server.freeswitch;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports on loopback for what is started soon. Stateless. They lie below those that a system gives to outgoing connections: one of
 * these could take the port first, and who tries again and again to reach a program that is not there yet could even be connected
 * to himself.
 */
public final class FreePort {
    private static final int FIRST = 10_000;
    private static final int COUNT = 10_000;
    private static final int TRIES = 1_000;

    private FreePort() {}

    /** A port that nobody listens on. */
    public static int any() throws IOException {
        try (ServerSocket held = hold()) {
            return held.getLocalPort();
        }
    }

    /** The same, held until it is closed. */
    static ServerSocket hold() throws IOException {
        Optional<ServerSocket> held = some();
        for (int tries = 1; held.isEmpty() && tries < TRIES; tries++) {
            held = some();
        }
        return held.orElseThrow(() -> new BindException("none of " + TRIES + " ports from " + FIRST + " on is free"));
    }

    /** Empty where somebody listens on the port that chance has chosen. */
    private static Optional<ServerSocket> some() throws IOException {
        int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (BindException taken) {
            return Optional.empty();
        }
    }
}
