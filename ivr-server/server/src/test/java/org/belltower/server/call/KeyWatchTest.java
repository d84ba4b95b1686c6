package org.belltower.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.belltower.eventsocket.Backoff;
import org.belltower.eventsocket.ConnectionListener;
import org.belltower.eventsocket.InboundClient;
import org.belltower.eventsocket.InboundSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lasting connection to a switch that says nothing until something comes over it. */
class KeyWatchTest {
    private static final Duration TRY = Duration.ofMillis(50);

    private final BlockingQueue<String> nudged = new LinkedBlockingQueue<>();
    private final ServerSocket late;

    KeyWatchTest() throws IOException {
        late = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        late.setSoTimeout(60_000);
    }

    @AfterEach
    void close() throws IOException {
        late.close();
    }

    private InboundClient connect(KeyWatch watch) {
        return InboundClient.open(
                InboundSettings.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), late.getLocalPort()),
                        "a password for this test",
                        List.of(KeyWatch.SUBSCRIPTION),
                        new Backoff(TRY, TRY, new SecureRandom())),
                watch,
                new ConnectionListener() {});
    }

    /** What comes next, up to and with that text. */
    private static String hear(Socket socket, String end) throws IOException {
        var heard = new ByteArrayOutputStream();
        while (!heard.toString(StandardCharsets.UTF_8).endsWith(end)) {
            int octet = socket.getInputStream().read();
            assertThat(octet).as("closed behind " + heard).isNotNegative();
            heard.write(octet);
        }
        return heard.toString(StandardCharsets.UTF_8);
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void event(Socket socket, String headers) throws IOException {
        say(socket, "Content-Length: " + headers.length() + "\nContent-Type: text/event-plain\n\n" + headers);
    }

    /** Up to the last reply, before which nobody nudges. */
    private Socket admitted() throws IOException {
        Socket socket = late.accept();
        socket.setSoTimeout(60_000);
        say(socket, "Content-Type: auth/request\n\n");
        for (String command : List.of("auth", "event plain BACKGROUND_JOB", "event plain DTMF")) {
            assertThat(hear(socket, "\n\n").strip()).startsWith(command);
            say(socket, "Content-Type: command/reply\nReply-Text: +OK\n\n");
        }
        return socket;
    }

    @Test
    void whileThereAreCallsTheSwitchIsNudgedAndThenTheCallWhoseKeyItTells() throws Exception {
        try (KeyWatch watch = KeyWatch.start(() -> true, nudged::add);
                InboundClient client = connect(watch);
                Socket socket = admitted()) {
            watch.over(client);
            assertThat(hear(socket, "\n\n\n")).isEqualTo("\n\n\n");
            event(socket, "Event-Name: HEARTBEAT\nUnique-ID: none\n\n");
            event(socket, "Event-Name: DTMF\nDTMF-Digit: 1\n\n");
            event(socket, "Event-Name: DTMF\nUnique-ID: call-1\nDTMF-Digit: 1\n\n");
            assertThat(nudged.poll(30, TimeUnit.SECONDS)).isEqualTo("call-1");
            assertThat(nudged).isEmpty();
        }
    }

    @Test
    void whereThereIsNoCallNothingIsNudged() throws Exception {
        var asked = new CountDownLatch(3);
        try (KeyWatch watch = KeyWatch.start(
                        () -> {
                            asked.countDown();
                            return false;
                        },
                        nudged::add);
                InboundClient client = connect(watch);
                Socket socket = admitted()) {
            watch.over(client);
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            var _ = client.bgapi("status", Duration.ofSeconds(30));
            assertThat(hear(socket, "status")).isEqualTo("bgapi status");
        }
    }
}
