package org.belltower.voicexml.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that are broken or mean harm; each ends in an event, within its deadline and within bounds. */
class BadServerTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int LIMIT = 64 * 1024;

    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch hungUpOn = new CountDownLatch(1);
    private ServerSocket server;
    private HttpFetcher fetcher;

    /** What a server does once it has read a request. */
    @FunctionalInterface
    interface Conduct {
        void with(OutputStream out) throws Exception;
    }

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        fetcher = HttpFetcher.open(new HttpSettings(
                AllowedHosts.parse(List.of("127.0.0.1:" + server.getLocalPort())),
                AMPLE,
                LIMIT,
                5,
                10,
                1 << 20,
                Optional.empty()));
    }

    @AfterEach
    void close() throws IOException {
        over.countDown();
        fetcher.close();
        server.close();
    }

    private void serve(Conduct conduct) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    readHead(socket.getInputStream());
                    conduct.with(socket.getOutputStream());
                } catch (Exception e) {
                    // The fetcher has cut the connection, which is what most of these tests are for.
                    hungUpOn.countDown();
                }
            }
        });
    }

    private static void readHead(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 2) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("no request");
            }
            ends = one == '\n' ? ends + 1 : one == '\r' ? ends : 0;
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private FetchResult fetch(Duration timeout) {
        return fetcher.fetch(FetchRequest.get(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/a"), timeout));
    }

    private static void isBadFetch(FetchResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        FetchResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.badfetch"));
    }

    @Test
    void serverThatNeverAnswersIsCutOffAtTheDeadline() {
        serve(out -> over.await());

        isBadFetch(fetch(SHORT));
    }

    @Test
    void serverThatDripsIsCutOffAtTheDeadlineAndSeesIt() throws InterruptedException {
        serve(out -> {
            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n");
            while (!over.await(10, TimeUnit.MILLISECONDS)) {
                say(out, "x");
            }
        });

        isBadFetch(fetch(SHORT));
        assertThat(hungUpOn.await(30, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    @Test
    void serverThatDripsItsHeadIsCutOffAtTheDeadline() throws InterruptedException {
        serve(out -> {
            say(out, "HTTP/1.1 200 OK\r\n");
            while (!over.await(10, TimeUnit.MILLISECONDS)) {
                say(out, "X-A: b\r\n");
            }
        });

        isBadFetch(fetch(SHORT));
        assertThat(hungUpOn.await(30, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    @Test
    void bombOfCompressedZerosEndsAtTheLimit() throws InterruptedException {
        serve(out -> {
            say(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
            try (var bomb = new GZIPOutputStream(out)) {
                byte[] zeros = new byte[1 << 20];
                // A gigabyte, unless the other side hangs up.
                for (int i = 0; i < 1_024; i++) {
                    bomb.write(zeros);
                }
            }
        });

        isBadFetch(fetch(AMPLE));
    }

    @Test
    void bodyWithoutEndEndsAtTheLimit() throws InterruptedException {
        serve(out -> {
            say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (over.getCount() > 0) {
                say(out, "400\r\n" + "x".repeat(1_024) + "\r\n");
            }
        });

        isBadFetch(fetch(AMPLE));
        assertThat(hungUpOn.await(30, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("nothing at all", ""),
                Arguments.of("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n"),
                Arguments.of("half a head", "HTTP/1.1 200 OK\r\nContent-"),
                Arguments.of("less than its length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
                Arguments.of("a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc"),
                Arguments.of("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc"),
                Arguments.of("a broken chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"),
                Arguments.of("a chunk without end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"),
                Arguments.of("no gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"),
                Arguments.of("a long line", "HTTP/1.1 200 OK\r\nX-A: " + "x".repeat(20_000) + "\r\n\r\n"),
                Arguments.of("many lines", "HTTP/1.1 200 OK\r\n" + "X-A: b\r\n".repeat(500) + "\r\n"),
                Arguments.of("a location that is none", "HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void brokenAnswerIsBadFetch(String what, String answer) {
        serve(out -> say(out, answer));

        isBadFetch(fetch(AMPLE));
    }

    @Test
    void serverThatIsNotThereIsBadFetch() throws IOException {
        server.close();

        isBadFetch(fetch(AMPLE));
    }

    @Test
    void nameServerThatNeverAnswersIsCutOffAtTheDeadline() {
        var settings = HttpSettings.DEFAULT.allowing(AllowedHosts.parse(List.of("api.example.com")));
        AddressGuard.Lookup silent = host -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        try (var waiting = HttpFetcher.open(settings, silent)) {
            isBadFetch(waiting.fetch(FetchRequest.get(URI.create("http://api.example.com/a"), SHORT)));
        }
    }

    @Test
    void manyThatWaitDoNotKeepEachOtherFromGoing() throws Exception {
        int waiting = 64;
        var all = new CountDownLatch(waiting);
        var accepted = new CountDownLatch(waiting);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    accepted.countDown();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            readHead(socket.getInputStream());
                            // Nobody is answered before everybody has come: a lock over one would stop all.
                            accepted.await();
                            say(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                            over.await();
                        } catch (IOException | InterruptedException e) {
                            hungUpOn.countDown();
                        }
                    });
                } catch (IOException e) {
                    // Closed at the end of the test.
                    return;
                }
            }
        });

        for (int i = 0; i < waiting; i++) {
            Thread.ofVirtual().start(() -> {
                if (fetch(AMPLE) instanceof FetchResult.Fetched) {
                    all.countDown();
                }
            });
        }

        assertThat(all.await(30, TimeUnit.SECONDS)).as("all have come").isTrue();
    }
}
