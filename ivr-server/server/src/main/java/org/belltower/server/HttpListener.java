package org.belltower.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * The JDK's HTTP server with bounds that it does not have by itself: whoever reaches the port must not take the file descriptors of the
 * process that holds the calls. Stateless.
 */
public final class HttpListener {
    /** Connections that wait to be taken. */
    private static final int WAITING = 256;

    /** Seconds for a whole request and a whole answer, and connections in all, for all listeners of the process. */
    private static final Map<String, String> BOUNDS = Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30",
            "jdk.httpserver.maxConnections", "256");

    private HttpListener() {}

    /**
     * Listens; what an operator has set by {@code -D} is kept.
     *
     * @throws IOException where the port is taken or the address is none of this machine
     */
    public static HttpServer open(InetSocketAddress address) throws IOException {
        // The JDK reads them once, when the first server is made.
        BOUNDS.forEach((name, bound) -> System.getProperties().putIfAbsent(name, bound));
        return HttpServer.create(address, WAITING);
    }
}
