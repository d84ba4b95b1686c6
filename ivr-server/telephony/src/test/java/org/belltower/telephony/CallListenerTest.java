package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.belltower.eventsocket.Limits;
import org.junit.jupiter.api.Test;

class CallListenerTest {
    private static final String ANNOUNCED = """
            Content-Type: command/reply
            Reply-Text: +OK
            Unique-ID: call-1
            Caller-Destination-Number: 88001
            Caller-Caller-ID-Number: 13800000000

            """;

    /** Keeps what it is told; a call that is taken over is a mistake of the test. */
    private static final class Records implements CallHandler {
        private final BlockingQueue<UntakenCall> untaken = new LinkedBlockingQueue<>();

        @Override
        public void handle(Call call) {
            throw new AssertionError("taken over: " + call.uuid());
        }

        @Override
        public void notTaken(UntakenCall call) {
            untaken.add(call);
        }
    }

    private static String command(BufferedReader in) throws IOException {
        String first = String.valueOf(in.readLine());
        String line = first;
        while (!line.isEmpty()) {
            line = Optional.ofNullable(in.readLine()).orElse("");
        }
        return first;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static UntakenCall untakenWhenTheSwitchAnswers(String reply) throws IOException, InterruptedException {
        Records records = new Records();
        try (CallListener listener = CallListener.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), records, Limits.defaults());
                Socket socket = new Socket(
                        listener.address().getAddress(), listener.address().getPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(command(in)).isEqualTo("connect");
            say(socket, ANNOUNCED);
            assertThat(command(in)).startsWith("filter");
            if (reply.isEmpty()) {
                socket.shutdownOutput();
            } else {
                say(socket, reply);
            }
            UntakenCall call = records.untaken.poll(20, TimeUnit.SECONDS);
            assertThat(call).as("the handler is told of the call").isNotNull();
            return call;
        }
    }

    @Test
    void callThatTheSwitchDoesNotLetUsTakeOverIsToldToTheHandler() throws IOException, InterruptedException {
        UntakenCall call =
                untakenWhenTheSwitchAnswers("Content-Type: command/reply\nReply-Text: -ERR no such call\n\n");
        assertThat(call.uuid()).isEqualTo("call-1");
        assertThat(call.number()).isEqualTo("88001");
        assertThat(call.caller()).isEqualTo("13800000000");
        assertThat(call.reason()).contains("refused").contains("no such call");
    }

    @Test
    void callWhoseConnectionGoesRightAwayIsToldToTheHandler() throws IOException, InterruptedException {
        assertThat(untakenWhenTheSwitchAnswers("").uuid()).isEqualTo("call-1");
    }
}
