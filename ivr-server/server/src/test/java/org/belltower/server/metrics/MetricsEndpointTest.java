package org.belltower.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.belltower.server.UserError;
import org.belltower.server.config.WebConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsEndpointTest {
    private final AtomicLong calls = new AtomicLong(3);
    private final AtomicReference<Health> health = new AtomicReference<>(new Health(true, true, 3));
    private final HttpClient client = HttpClient.newHttpClient();
    private MetricsEndpoint endpoint;

    @BeforeEach
    void open() {
        MeterBinder meters = registry -> new Meters<>(registry, calls)
                .gauge("belltower.calls", "calls in progress", AtomicLong::get)
                .counter("belltower.calls.refused", "released", AtomicLong::get, "reason", "limit");
        endpoint = MetricsEndpoint.open(
                new WebConfig(true, InetAddress.getLoopbackAddress(), 0),
                ServerMetrics.of(List.of(meters)),
                health::get);
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void countersAreReadWhenSomebodyAsks() throws IOException, InterruptedException {
        assertThat(send("GET", "/metrics").body())
                .contains(
                        "# HELP belltower_calls calls in progress",
                        "belltower_calls 3.0",
                        "belltower_calls_refused_total{reason=\"limit\"} 3.0");
        calls.set(4);
        HttpResponse<String> answer = send("GET", "/metrics");
        assertThat(answer.body()).contains("belltower_calls 4.0");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, 200, up, up",
        "true, false, 200, degraded, down",
        "false, true, 503, stopping, up",
        "false, false, 503, stopping, down"
    })
    void healthSaysWhetherCallsAreTaken(boolean takes, boolean database, int status, String word, String databaseWord)
            throws IOException, InterruptedException {
        health.set(new Health(takes, database, 7));
        HttpResponse<String> answer = send("GET", "/health");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"" + word + "\",\"database\":\"" + databaseWord + "\",\"calls\":7}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /metrics/x, 404",
        "POST, /metrics, 405",
        "DELETE, /health, 405",
        "HEAD, /health, 200"
    })
    void otherRequestsAreRefused(String method, String path, int status) throws IOException, InterruptedException {
        assertThat(send(method, path).statusCode()).isEqualTo(status);
    }

    @Test
    void takenPortNamesItsKey() {
        var same = new WebConfig(
                true, InetAddress.getLoopbackAddress(), endpoint.address().getPort());
        assertThatThrownBy(() -> MetricsEndpoint.open(same, ServerMetrics.of(List.of()), health::get))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("TCP 127.0.0.1:" + endpoint.address().getPort())
                .hasMessageContaining("'web: port:'");
    }
}
