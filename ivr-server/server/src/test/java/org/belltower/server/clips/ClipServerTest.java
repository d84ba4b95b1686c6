package org.belltower.server.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.prompt.PlaylistItem;
import org.belltower.server.UserError;
import org.belltower.server.freeswitch.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipServerTest {
    private static final Duration TENTH = Duration.ofMillis(100);

    @TempDir
    private Path data;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T03:00:00Z"));
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private ClipServer clips;

    @BeforeEach
    void open() throws IOException {
        port = FreePort.any();
        clips = ClipServer.open("127.0.0.1:" + port, now::get);
    }

    @AfterEach
    void close() {
        client.close();
        clips.close();
    }

    private PlaylistItem.Clip clip(String name, int sample) throws IOException {
        Path wav = data.resolve(name);
        Files.createDirectories(wav.getParent());
        short[] samples = new short[800];
        java.util.Arrays.fill(samples, (short) sample);
        try (OutputStream out = Files.newOutputStream(wav)) {
            Wav.write(out, Pcm.of(samples, SampleRate.HZ_8000));
        }
        return new PlaylistItem.Clip(wav, TENTH, "•", Locale.CHINA);
    }

    private static URI address(String argument) {
        return URI.create(argument.replace("(nohead=true)", ""));
    }

    private HttpResponse<byte[]> send(String method, URI address) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void playbackIsOneFileOfAllItsClipsAndSilences() throws IOException, InterruptedException {
        String argument =
                clips.of(List.of(clip("clips/a.wav", 100), new PlaylistItem.Silence(TENTH), clip("clips/b.wav", 200)));
        assertThat(argument).matches("http://\\(nohead=true\\)127\\.0\\.0\\.1:" + port + "/[0-9a-f]{32}\\.wav");
        Pcm heard =
                Wav.read(new ByteArrayInputStream(send("GET", address(argument)).body()));
        assertThat(heard.rate()).isEqualTo(SampleRate.HZ_8000);
        assertThat(heard.length()).isEqualTo(2400);
        assertThat(heard.sample(799)).isEqualTo((short) 100);
        assertThat(heard.sample(800)).isZero();
        assertThat(heard.sample(1600)).isEqualTo((short) 200);
    }

    @Test
    void eachPlaybackHasANameOfItsOwnAndIsNotKept() throws IOException, InterruptedException {
        List<PlaylistItem> sounds = List.of(clip("clips/balance.wav", 2));
        String first = clips.of(sounds);
        assertThat(clips.of(sounds)).isNotEqualTo(first);
        HttpResponse<byte[]> whole = send("GET", address(first));
        HttpResponse<byte[]> head = send("HEAD", address(first));
        assertThat(whole.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains(String.valueOf(whole.body().length));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void switchThatAsksWhetherItGetsHereHearsATenthOfASecond() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send("GET", address(ClipServer.probe("127.0.0.1:" + port)));
        assertThat(Wav.read(new ByteArrayInputStream(answer.body())).duration()).isEqualTo(TENTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/00000000000000000000000000000000.wav",
                "/clips/a.wav",
                "/../clips/a.wav",
                "/%2e%2e/clips/a.wav",
                "/..%2fclips%2fa.wav",
                "//etc/passwd"
            })
    void whatWasNotOfferedIsNotThere(String path) throws IOException, InterruptedException {
        clips.of(List.of(clip("clips/a.wav", 1)));
        HttpResponse<byte[]> answer = send("GET", URI.create("http://127.0.0.1:" + port + path));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void nameWithAnythingAddedIsNotThere() throws IOException, InterruptedException {
        URI address = address(clips.of(List.of(clip("clips/a.wav", 1))));
        assertThat(send("GET", URI.create(address + "?x=1")).statusCode()).isEqualTo(404);
        assertThat(send("GET", URI.create(address + "/")).statusCode()).isEqualTo(404);
        assertThat(send("GET", address).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void nothingIsTakenOrDeleted(String method) throws IOException, InterruptedException {
        URI address = address(clips.of(List.of(clip("clips/a.wav", 1))));
        assertThat(send(method, address).statusCode()).isEqualTo(405);
    }

    @Test
    void nothingOfAPlaybackIsThereWhenOneOfItsClipsIsGone() throws IOException, InterruptedException {
        PlaylistItem.Clip gone = clip("clips/point.wav", 2);
        URI address = address(clips.of(List.of(clip("clips/a.wav", 1), gone)));
        Files.delete(gone.wav());
        assertThat(send("GET", address).statusCode()).isEqualTo(404);
    }

    @Test
    void nameIsForgotten() throws IOException, InterruptedException {
        URI address = address(clips.of(List.of(clip("clips/a.wav", 1))));
        now.updateAndGet(time -> time.plus(ClipOffers.LIFETIME));
        assertThat(send("GET", address).statusCode()).isEqualTo(200);
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(send("GET", address).statusCode()).isEqualTo(404);
    }

    @Test
    void portThatIsTakenIsSaidAtTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String place = "127.0.0.1:" + taken.getLocalPort();
            assertThatThrownBy(() -> ClipServer.open(place, now::get).close())
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(place)
                    .hasMessageContaining("'freeswitch: clips:'");
        }
    }
}
