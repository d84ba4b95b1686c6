package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that go away in every state leave nothing behind. */
class LeakTest {
    private static final int CALLS = 2000;
    private static final int AT_ONCE = 50;

    @TempDir
    Path folder;

    @Test
    void twoThousandAbruptHangUpsLeaveNoChannelThreadPortOrFile() throws IOException {
        String file = folder + "/${uuid}.wav";
        try (ServerSocket listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                EmbeddedSwitch server = EmbeddedSwitch.open(SwitchSettings.free(
                        "a-test-password",
                        Dialplan.empty()
                                .with("wait", "park")
                                .with("ring", "ring_ready", "park")
                                .with("early", "pre_answer", "playback silence_stream://-1")
                                .with("play", "answer", "playback tone_stream://%(500,500,440)")
                                .with("record", "answer", "record_session " + file, "park")
                                .with("socket", "socket 127.0.0.1:" + listener.getLocalPort() + " async full")
                                .with("echo", "answer", "echo")
                                .with("digits", "answer", "play_and_get_digits 1 4 3 5000 # silence silence x")))) {
            List<String> unanswered = List.of("wait", "ring", "early", "socket");
            List<String> answered = List.of("play", "record", "echo", "digits");
            oneRound(server, rtp, unanswered, answered, new Random(1), AT_ONCE);
            allGone(server);
            Await.until("call threads of the first round to end", () -> callThreads() == 0);
            long descriptors = descriptors();
            int virtual = VirtualThreads.names().size();
            Random random = new Random(2);
            for (int made = 0; made < CALLS; made += AT_ONCE) {
                oneRound(server, rtp, unanswered, answered, random, AT_ONCE);
            }
            allGone(server);
            assertThat(server.status().callsSinceStart()).isEqualTo(CALLS + AT_ONCE);
            Await.until("call threads to end", () -> callThreads() == 0);
            Await.until(
                    "as many virtual threads as before",
                    () -> VirtualThreads.names().size() <= virtual);
            Await.until("descriptors to be closed", () -> descriptors() <= descriptors + 2);
        }
    }

    /** The count above means something. */
    @Test
    void virtualThreadThatLivesIsSeen() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().name("seen-here").start(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(VirtualThreads.names()).contains("seen-here");
        end.countDown();
        thread.join();
        assertThat(VirtualThreads.names()).doesNotContain("seen-here");
    }

    private static void allGone(EmbeddedSwitch server) {
        Await.until(
                "channels to end", Duration.ofSeconds(40), () -> server.status().calls() == 0);
        Await.until("streams to close", () -> server.status().media().openStreams() == 0);
        Await.until("ports to be free", () -> server.status().media().portsInUse() == 0);
        Await.until("connections to close", () -> server.status().eventSocketConnections() == 0);
    }

    private static void oneRound(
            EmbeddedSwitch server,
            DatagramSocket rtp,
            List<String> unanswered,
            List<String> answered,
            Random random,
            int calls) {
        List<SipPhone> phones = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            SipPhone phone = SipPhone.udp(server);
            phones.add(phone);
            boolean early = random.nextBoolean();
            if (early) {
                phone.invite(unanswered.get(random.nextInt(unanswered.size())), rtp.getLocalPort());
                phone.expect(100, "INVITE");
                phone.cancel();
            } else {
                phone.invite(answered.get(random.nextInt(answered.size())), rtp.getLocalPort());
                phone.expect(200, "INVITE");
                if (random.nextInt(4) > 0) {
                    phone.ack(Optional.empty());
                }
                phone.bye();
            }
        }
        for (SipPhone phone : phones) {
            phone.close();
        }
    }

    /** Platform threads and virtual ones: calls run on virtual ones. */
    private static long callThreads() {
        return Stream.concat(
                        Thread.getAllStackTraces().keySet().stream().map(Thread::getName),
                        VirtualThreads.names().stream())
                .filter(name -> name.startsWith("call-"))
                .count();
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
