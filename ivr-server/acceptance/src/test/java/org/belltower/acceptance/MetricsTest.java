package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.belltower.server.config.WebConfig;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server tells those who watch it, around one call. */
@OnlyOn(value = SwitchKind.EMBEDDED, because = "it counts the frames of a switch inside its process too")
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void callIsCountedWhileItLastsAndAfterwards() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient();
                WholeServer server = WholeServer.start(
                        WholeServer.configuration(folder.resolve("data"))
                                .with(new WebConfig(true, InetAddress.getLoopbackAddress(), 0)),
                        5)) {
            String base = "http://127.0.0.1:"
                    + server.belltower().webAddress().orElseThrow().getPort();
            assertThat(get(client, base + "/metrics"))
                    .contains("belltower_calls 0.0", "belltower_calls_admitted_total 0.0", "belltower_database_up 1.0");
            try (Caller caller = Caller.dial(server, WholeServer.PENSION)) {
                caller.begins("热线");
                assertThat(get(client, base + "/metrics"))
                        .contains("belltower_calls 1.0", "belltower_calls_admitted_total 1.0")
                        .containsPattern("belltower_media_frames_sent_total [1-9]");
                assertThat(get(client, base + "/health")).contains("\"status\":\"up\"", "\"calls\":1");
            }
            Await.until(
                    "the call's place is free",
                    PATIENCE,
                    () -> get(client, base + "/metrics").contains("belltower_calls 0.0"));
            server.belltower().drain(Duration.ZERO);
            assertThat(get(client, base + "/health")).contains("\"status\":\"stopping\"");
        }
    }

    private static String get(HttpClient client, String uri) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
