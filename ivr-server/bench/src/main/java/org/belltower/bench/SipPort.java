package org.belltower.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Ports of loopback for programs that are started: free ones, and whether one is bound by now. */
final class SipPort {
    private static final Duration GLANCE = Duration.ofMillis(10);

    private SipPort() {}

    /** One that UDP and TCP both have free now. */
    static int free() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var tcp = new ServerSocket(0, 1, loopback);
                var udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()))) {
            return udp.getLocalPort();
        } catch (IOException e) {
            throw new BenchException("no port is free: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until somebody has bound it, looking every 10 ms with a keep-alive of RFC 5626 §3.5.1, which nobody minds.
     *
     * @param who is to bind it, as it stands in the failure
     * @param checkAlive throws where the program has ended
     */
    static void awaitBound(InetSocketAddress sip, String who, Duration atMost, Runnable checkAlive)
            throws InterruptedException {
        byte[] keepAlive = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (var probe = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            probe.connect(sip);
            probe.setSoTimeout((int) GLANCE.toMillis());
            Await.until(who + " binds its SIP port", atMost, () -> {
                checkAlive.run();
                return isBound(sip, probe, keepAlive);
            });
        } catch (IOException e) {
            throw notSeen(sip, e);
        }
    }

    private static boolean isBound(InetSocketAddress sip, DatagramSocket probe, byte[] keepAlive) {
        try {
            probe.send(new DatagramPacket(keepAlive, keepAlive.length));
            probe.receive(new DatagramPacket(new byte[64], 64));
            return true;
        } catch (PortUnreachableException nobodyYet) {
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException e) {
            throw notSeen(sip, e);
        }
    }

    private static BenchException notSeen(InetSocketAddress sip, IOException e) {
        return new BenchException("the SIP port " + sip + " cannot be looked at: " + e.getMessage(), e);
    }
}
