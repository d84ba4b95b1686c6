package org.belltower.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.belltower.server.HttpListener;
import org.belltower.server.UserError;
import org.belltower.server.config.WebConfig;

/**
 * Answers {@code GET /metrics} in Prometheus's text format and {@code GET /health} as JSON: 200 while calls are taken, 503 while the
 * server stops. <em>Thread-safe.</em> At most {@value #AT_ONCE} requests are answered at a time, further ones get 503. Whoever opens
 * it closes it.
 */
public final class MetricsEndpoint implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ExecutorService threads;
    private final ServerMetrics metrics;
    private final Supplier<Health> health;
    private final Semaphore places = new Semaphore(AT_ONCE);

    private record Answer(int status, String type, String body) {}

    private MetricsEndpoint(HttpServer server, ServerMetrics metrics, Supplier<Health> health) {
        this.server = server;
        this.metrics = metrics;
        this.health = health;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("web-", 0).factory());
    }

    /**
     * Listens.
     *
     * @param metrics stay the caller's
     * @throws UserError where the port is taken
     */
    public static MetricsEndpoint open(WebConfig where, ServerMetrics metrics, Supplier<Health> health) {
        HttpServer server = listen(new InetSocketAddress(where.address(), where.port()));
        var endpoint = new MetricsEndpoint(server, metrics, health);
        server.createContext("/", endpoint::handle);
        server.setExecutor(endpoint.threads);
        server.start();
        return endpoint;
    }

    private static HttpServer listen(InetSocketAddress address) {
        String place = address.getAddress().getHostAddress() + ":" + address.getPort();
        try {
            return HttpListener.open(address);
        } catch (BindException taken) {
            throw new UserError(
                    "TCP " + place + " cannot be used: " + taken.getMessage()
                            + "; stop what uses it, or set 'web: port:' in ivr.yaml",
                    taken);
        } catch (IOException failed) {
            throw new UserError("cannot listen on TCP " + place + ": " + failed.getMessage(), failed);
        }
    }

    /** Where it listens, with the port that was given for port 0. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!places.tryAcquire()) {
                send(exchange, new Answer(503, TEXT, "too many requests at once\n"));
                return;
            }
            try {
                send(exchange, answer(exchange));
            } finally {
                places.release();
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return new Answer(405, TEXT, "only GET and HEAD are answered\n");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> new Answer(200, TEXT, metrics.text());
            case "/health" -> {
                Health now = health.get();
                yield new Answer(now.takesCalls() ? 200 : 503, JSON, now.json());
            }
            default -> new Answer(404, TEXT, "there are /metrics and /health\n");
        };
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Ends requests in progress. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
