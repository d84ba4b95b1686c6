package org.belltower.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lasting connection, own client against own server, over a real socket. */
class InboundTest {
    private static final Duration TIME = Duration.ofSeconds(30);

    private final ScriptedSwitch fakeSwitch = new ScriptedSwitch();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Watch watch = new Watch();

    private static final class Watch implements ConnectionListener {
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void up() {
            seen.add("up");
        }

        @Override
        public void down(CloseReason reason) {
            seen.add("down " + reason.kind());
        }

        @Override
        public void gap(long dropped) {
            seen.add("gap " + dropped);
        }

        long lost() {
            return seen.stream()
                    .filter(seen -> seen.startsWith("gap "))
                    .mapToLong(seen -> Long.parseLong(seen.substring(4)))
                    .sum();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private EventSocketServer serve(ServerSettings settings) {
        EventSocketServer server = EventSocketServer.open(settings, fakeSwitch);
        open.add(server);
        return server;
    }

    private InboundClient connect(InetSocketAddress address, String password, Command... subscriptions) {
        return connect(settings(address, password, Limits.defaults(), subscriptions), events::add);
    }

    private InboundClient connect(InboundSettings settings, EventListener listener) {
        InboundClient client = InboundClient.open(settings, listener, watch);
        open.add(client);
        return client;
    }

    private static InboundSettings settings(
            InetSocketAddress address, String password, Limits limits, Command... subscriptions) {
        Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), new Random(1));
        return new InboundSettings(address, password, List.of(subscriptions), Duration.ofSeconds(30), backoff, limits);
    }

    private InboundClient connected(EventSocketServer server, Command... subscriptions) {
        InboundClient client = connect(server.address(), Loopback.PASSWORD, subscriptions);
        assertThat(client.awaitUp(TIME)).isTrue();
        return client;
    }

    @Test
    void apiGivesItsOutputAsItIs() {
        fakeSwitch.apis.put("echo", api -> Answer.api(api.arguments() + "\n\n两行\n"));
        InboundClient client = connected(serve(Loopback.server()));
        assertThat(client.api("echo a b  c", TIME)).isEqualTo("a b  c\n\n两行\n");
        assertThat(client.api("jump", TIME)).isEqualTo("-ERR jump Command not found!\n");
    }

    @Test
    void emptyApiOutputIsNoReply() {
        fakeSwitch.apis.put("nothing", api -> Answer.api(""));
        assertThat(connected(serve(Loopback.server())).api("nothing", TIME)).isEqualTo("-ERR no reply\n");
    }

    @Test
    void backgroundJobGivesItsOutput() throws Exception {
        fakeSwitch.apis.put("originate", api -> Answer.api("+OK new-uuid\n"));
        InboundClient client = connected(serve(Loopback.server()));
        assertThat(client.bgapi("originate user/1 &park", TIME).get(30, TimeUnit.SECONDS))
                .isEqualTo("+OK new-uuid\n");
        Event job = events.poll(30, TimeUnit.SECONDS);
        assertThat(job.name()).isEqualTo("BACKGROUND_JOB");
        assertThat(job.header("Job-Command")).contains("originate");
        assertThat(job.header("Job-Command-Arg")).contains("user/1 &park");
    }

    @Test
    void backgroundJobsRunBesideOtherCommands() throws Exception {
        CompletableFuture<Void> release = new CompletableFuture<>();
        fakeSwitch.apis.put("slow", api -> {
            release.join();
            return Answer.api("slow done");
        });
        fakeSwitch.apis.put("quick", api -> Answer.api("quick done"));
        InboundClient client = connected(serve(Loopback.server()));
        CompletableFuture<String> slow = client.bgapi("slow", TIME);
        assertThat(client.api("quick", TIME)).isEqualTo("quick done");
        release.complete(null);
        assertThat(slow.get(30, TimeUnit.SECONDS)).isEqualTo("slow done");
    }

    @Test
    void backgroundJobThatTakesTooLongFailsByTime() {
        CompletableFuture<Void> release = new CompletableFuture<>();
        fakeSwitch.apis.put("slow", api -> {
            release.join();
            return Answer.api("late");
        });
        InboundClient client = connected(serve(Loopback.server()));
        assertThatThrownBy(() -> client.bgapi("slow", Duration.ofMillis(50)).get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        release.complete(null);
    }

    @Test
    void subscribedEventsArriveAndOthersDoNot() throws Exception {
        EventSocketServer server = serve(Loopback.server());
        InboundClient client =
                connected(server, Command.Events.of(EventFormat.PLAIN, "HEARTBEAT", "CUSTOM", "belltower::call"));
        server.publish(Event.of("DTMF", EventHeaders.empty()));
        server.publish(new Event("CUSTOM", Optional.of("other::thing"), EventHeaders.empty(), ""));
        server.publish(new Event("CUSTOM", Optional.of("belltower::call"), EventHeaders.of("Note", "a:b c%"), "正文"));
        server.publish(Event.of("HEARTBEAT", EventHeaders.empty()));
        Event custom = events.poll(30, TimeUnit.SECONDS);
        assertThat(custom.subclass()).contains("belltower::call");
        assertThat(custom.header("Note")).contains("a:b c%");
        assertThat(custom.body()).isEqualTo("正文");
        assertThat(events.poll(30, TimeUnit.SECONDS).name()).isEqualTo("HEARTBEAT");
        assertThat(client.send(new Command.NoEvents(), TIME).text()).isEqualTo("+OK no longer listening for events");
        assertThat(client.send(new Command.NoEvents(), TIME).text()).isEqualTo("-ERR not listening for events");
    }

    @Test
    void clientReconnectsAuthenticatesAndSubscribesAgainAfterServerDeath() throws Exception {
        EventSocketServer first = serve(Loopback.server());
        InetSocketAddress address = first.address();
        InboundClient client = connected(first, Command.Events.of(EventFormat.JSON, "HEARTBEAT"));
        CompletableFuture<Void> release = new CompletableFuture<>();
        fakeSwitch.apis.put("hang", api -> {
            release.join();
            return Answer.api("");
        });
        CompletableFuture<String> job = client.bgapi("hang", TIME);
        Await.until("the job runs", () -> fakeSwitch.commands.stream().anyMatch(Command.Api.class::isInstance));
        first.close();
        assertThatThrownBy(() -> job.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(ConnectionClosedException.class);
        release.complete(null);
        Await.until("a try fails", () -> watch.seen.contains("down UNREACHABLE"));
        assertThatThrownBy(() -> client.api("status", TIME)).isInstanceOf(ConnectionClosedException.class);
        EventSocketServer second = serve(ServerSettings.loopback(address, Loopback.PASSWORD));
        assertThat(client.awaitUp(TIME)).isTrue();
        second.publish(Event.of("HEARTBEAT", EventHeaders.of("Event-Info", "System Ready")));
        assertThat(events.poll(30, TimeUnit.SECONDS).header("Event-Info")).contains("System Ready");
        Await.until("the gap is told", () -> watch.seen.contains("gap 0"));
        assertThat(watch.seen).startsWith("up", "down BY_PEER").endsWith("up", "gap 0");
    }

    @Test
    void wrongPasswordIsTypedAndTriedAgainOnceTheSwitchIsPutRight() {
        EventSocketServer server = serve(Loopback.server());
        InboundClient client = connect(server.address(), "another");
        Await.until("it is refused", () -> watch.seen.contains("down REFUSED"));
        assertThat(client.isUp()).isFalse();
        server.close();
        serve(ServerSettings.loopback(server.address(), "another"));
        assertThat(client.awaitUp(TIME)).isTrue();
    }

    @Test
    void switchThatFallsSilentIsGivenUpAndLookedForAgain() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            connect(
                    settings(
                            (InetSocketAddress) silent.getLocalSocketAddress(),
                            Loopback.PASSWORD,
                            Limits.defaults().withBeat(Duration.ofSeconds(1))),
                    events::add);
            silent.setSoTimeout((int) TIME.toMillis());
            // It stays open, as a connection to a machine that has lost its power does.
            Socket first = silent.accept();
            open.add(first);
            welcomes(first);
            Await.until("it was up", () -> watch.seen.contains("up"));
            Socket second = silent.accept();
            open.add(second);
            assertThat(watch.seen).startsWith("up", "down TIMED_OUT");
            assertThat(new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("api uuid_exists");
        }
    }

    /** It takes the connection and not a word comes: neither is waited for it for ever, nor is it forgotten. */
    @Test
    void switchThatNeverSaysAWordIsTriedAgain() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            InboundSettings usual =
                    settings((InetSocketAddress) mute.getLocalSocketAddress(), Loopback.PASSWORD, Limits.defaults());
            connect(
                    new InboundSettings(
                            usual.address(),
                            usual.password(),
                            usual.subscriptions(),
                            Duration.ofMillis(300),
                            usual.backoff(),
                            usual.limits()),
                    events::add);
            mute.setSoTimeout((int) TIME.toMillis());
            Socket first = mute.accept();
            open.add(first);
            open.add(mute.accept());
            assertThat(first.getInputStream().read()).as("the first is closed").isEqualTo(-1);
            assertThat(watch.seen).isNotEmpty().containsOnly("down TIMED_OUT");
        }
    }

    /** Admits a client as FreeSWITCH does, and grants its events. */
    private static void welcomes(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write("Content-Type: auth/request\n\n".getBytes(StandardCharsets.UTF_8));
        for (String reply : List.of("+OK accepted", "+OK event listener enabled plain")) {
            StringBuilder command = new StringBuilder();
            while (command.indexOf("\n\n") < 0) {
                command.append((char) client.getInputStream().read());
            }
            out.write(("Content-Type: command/reply\nReply-Text: " + reply + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void quietSwitchThatAnswersIsKept() {
        fakeSwitch.apis.put("uuid_exists", api -> Answer.api("false"));
        EventSocketServer server = serve(Loopback.server());
        InboundClient client = connect(
                settings(server.address(), Loopback.PASSWORD, Limits.defaults().withBeat(Duration.ofSeconds(1))),
                events::add);
        Await.until(
                "it was asked several times whether it is there",
                () -> fakeSwitch.commands.stream()
                                .filter(Command.Api.class::isInstance)
                                .count()
                        > 2);
        assertThat(client.isUp()).isTrue();
        assertThat(watch.seen).containsExactly("up");
    }

    @Test
    void addressThatIsNotAdmittedIsRefused() {
        EventSocketServer server =
                serve(new ServerSettings(Loopback.any(), Loopback.PASSWORD, address -> false, Limits.defaults()));
        connect(server.address(), Loopback.PASSWORD);
        Await.until("it is refused", () -> watch.seen.contains("down REFUSED"));
    }

    @Test
    void publishedDefaultPasswordIsRefusedByBothSides() {
        assertThatThrownBy(() -> ServerSettings.loopback(Loopback.any(), "ClueCon"))
                .isInstanceOf(RefusedPasswordException.class)
                .hasMessageContaining("event_socket.conf.xml");
        assertThatThrownBy(() -> settings(Loopback.any(), "ClueCon", Limits.defaults()))
                .isInstanceOf(RefusedPasswordException.class);
        assertThatThrownBy(() -> settings(Loopback.any(), " ", Limits.defaults()))
                .isInstanceOf(RefusedPasswordException.class);
    }

    @Test
    void takenPortIsNamed() {
        EventSocketServer server = serve(Loopback.server());
        assertThatThrownBy(() -> serve(ServerSettings.loopback(server.address(), Loopback.PASSWORD)))
                .isInstanceOf(BindFailedException.class)
                .hasMessageContaining(Integer.toString(server.address().getPort()));
    }

    @Test
    void slowListenerLosesNewEventsAndHearsHowMany() {
        EventSocketServer server = serve(Loopback.server());
        CompletableFuture<Void> release = new CompletableFuture<>();
        List<Event> heard = new CopyOnWriteArrayList<>();
        InboundClient client = connect(
                settings(
                        server.address(),
                        Loopback.PASSWORD,
                        Limits.defaults().withWaiting(10, 1_000_000),
                        Command.Events.of(EventFormat.PLAIN, "HEARTBEAT")),
                event -> {
                    release.join();
                    heard.add(event);
                });
        assertThat(client.awaitUp(TIME)).isTrue();
        for (int i = 0; i < 100; i++) {
            server.publish(Event.of("HEARTBEAT", EventHeaders.of("N", Integer.toString(i))));
        }
        client.api("status", TIME);
        release.complete(null);
        Await.until("all are heard or told as lost", () -> heard.size() + watch.lost() == 100);
        long lost = watch.lost();
        assertThat(lost).isBetween(80L, 95L);
    }

    @Test
    void listenerThatThrowsKeepsHearing() throws Exception {
        EventSocketServer server = serve(Loopback.server());
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        InboundClient client = connect(
                settings(
                        server.address(),
                        Loopback.PASSWORD,
                        Limits.defaults(),
                        Command.Events.of(EventFormat.PLAIN, "HEARTBEAT")),
                event -> {
                    heard.add(event);
                    throw new IllegalStateException("on purpose");
                });
        assertThat(client.awaitUp(TIME)).isTrue();
        server.publish(Event.of("HEARTBEAT", EventHeaders.empty()));
        server.publish(Event.of("HEARTBEAT", EventHeaders.empty()));
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void closingLeavesNoThread() {
        EventSocketServer server = serve(Loopback.server());
        InboundClient client = connected(server);
        client.close();
        server.close();
        Await.until("both ends are gone", () -> server.connections().isEmpty());
        assertThat(client.isUp()).isFalse();
        assertThatThrownBy(() -> client.api("status", TIME)).isInstanceOf(ConnectionClosedException.class);
        assertThat(fakeSwitch.closes).hasSize(1);
    }
}
