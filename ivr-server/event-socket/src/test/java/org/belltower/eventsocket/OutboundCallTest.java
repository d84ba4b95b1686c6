package org.belltower.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call's connection, own listener against own dialer, over a real socket. */
class OutboundCallTest {
    private static final Duration TIME = Duration.ofSeconds(30);

    private final ScriptedSwitch fakeSwitch = new ScriptedSwitch();
    private final OutboundDialer dialer = OutboundDialer.open(Limits.defaults());
    private final List<OutboundListener> listeners = new ArrayList<>();

    @AfterEach
    void close() {
        dialer.close();
        listeners.forEach(OutboundListener::close);
    }

    private OutboundListener listen(Limits limits, Consumer<OutboundConnection> handler) {
        OutboundListener listener = OutboundListener.open(Loopback.any(), handler, limits);
        listeners.add(listener);
        return listener;
    }

    private ServerConnection dial(OutboundListener listener, boolean full) {
        DialResult result = dialer.dial(
                "127.0.0.1", listener.address().getPort(), TIME, new OutboundSession("call-1", true, full), fakeSwitch);
        assertThat(result).isInstanceOf(DialResult.Connected.class);
        return ((DialResult.Connected) result).connection();
    }

    /** Runs the call's side and gives what it returned. */
    private <T> T call(boolean full, CallScript<T> script) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        OutboundListener listener = listen(Limits.defaults(), connection -> {
            try {
                done.complete(script.run(connection));
            } catch (Exception | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        dial(listener, full);
        return done.get(60, TimeUnit.SECONDS);
    }

    private interface CallScript<T> {
        T run(OutboundConnection connection) throws Exception;
    }

    @Test
    void connectGivesChannelDataDecoded() throws Exception {
        EventHeaders data = call(true, OutboundConnection::connect);
        assertThat(data.get("Caller-Caller-ID-Name")).contains("王 100%");
        assertThat(data.get("Socket-Mode")).contains("async");
        assertThat(data.get("Control")).contains("full");
        assertThat(data.get("Event-Name")).contains("CHANNEL_DATA");
    }

    @Test
    void callWhoseSwitchFallsSilentIsLostInBoundedTime() throws Exception {
        CompletableFuture<Message> last = new CompletableFuture<>();
        OutboundListener listener = listen(
                Limits.defaults().withBeat(Duration.ofSeconds(1)),
                connection -> connection.poll(TIME).ifPresent(last::complete));
        try (RawSocket silent = new RawSocket(listener.address())) {
            silent.hear("connect\n\n");
            silent.say("Content-Type: command/reply\nReply-Text: +OK\nUnique-ID: call-1\n\n");
            assertThat(last.get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Message.Closed.class,
                            closed -> assertThat(closed.reason().kind()).isEqualTo(CloseReason.Kind.TIMED_OUT));
            assertThat(silent.hearAll()).contains("api uuid_exists");
        }
    }

    @Test
    void nudgeIsAnEmptyLineThatNobodyAnswers() throws Exception {
        CompletableFuture<String> reply = new CompletableFuture<>();
        OutboundListener listener = listen(Limits.defaults(), connection -> {
            connection.nudge();
            String text = connection.send(new Command.Resume(), TIME).text();
            connection.close();
            connection.nudge();
            reply.complete(text);
        });
        try (RawSocket peer = new RawSocket(listener.address())) {
            peer.hear("connect\n\n");
            peer.say("Content-Type: command/reply\nReply-Text: +OK\nUnique-ID: call-1\n\n");
            assertThat(peer.hear("resume\n\n")).isEqualTo("\nresume\n\n");
            peer.say("Content-Type: command/reply\nReply-Text: +OK of resume\n\n");
            assertThat(reply.get(30, TimeUnit.SECONDS)).isEqualTo("+OK of resume");
        }
    }

    @Test
    void ownSwitchTakesANudgeForNoCommand() throws Exception {
        fakeSwitch.apis.put("status", api -> Answer.api("UP 1 day\n"));
        String status = call(true, connection -> {
            connection.nudge();
            connection.nudge();
            return connection.api("status", TIME);
        });
        assertThat(status).isEqualTo("UP 1 day\n");
        assertThat(fakeSwitch.commands).noneMatch(Command.Unknown.class::isInstance);
    }

    @Test
    void handlerRunsOnVirtualThreadNamedByTheCall() throws Exception {
        Thread thread = call(true, connection -> Thread.currentThread());
        assertThat(thread.isVirtual()).isTrue();
        assertThat(thread.getName()).isEqualTo("call-call-1");
    }

    @Test
    void commandsAreAnsweredInOrder() throws Exception {
        fakeSwitch.apis.put("status", api -> Answer.api("UP 1 day\n"));
        List<String> replies = call(
                true,
                connection -> List.of(
                        connection
                                .send(Command.MyEvents.own(EventFormat.PLAIN), TIME)
                                .text(),
                        connection
                                .send(Command.Linger.of(Duration.ofSeconds(2)), TIME)
                                .text(),
                        connection
                                .send(Command.Execute.of("playback", "line one\nline two", "e-1"), TIME)
                                .text(),
                        connection.api("status", TIME),
                        connection
                                .send(new Command.GetVariable("language"), TIME)
                                .text(),
                        connection
                                .send(new Command.Unknown("jump", EventHeaders.empty(), ""), TIME)
                                .text(),
                        connection
                                .send(new Command.Unknown("fail", EventHeaders.empty(), ""), TIME)
                                .text(),
                        connection.send(new Command.NoLinger(), TIME).text()));
        assertThat(replies)
                .containsExactly(
                        "+OK Events Enabled",
                        "+OK will linger 2 seconds",
                        "+OK",
                        "UP 1 day\n",
                        "value of language",
                        "-ERR command not found",
                        "-ERR internal error",
                        "+OK will not linger");
        assertThat(fakeSwitch.commands).contains(Command.Execute.of("playback", "line one\nline two", "e-1"));
    }

    @Test
    void connectionThatNamesNoCallIsCountedAndNeverReachesTheHandler() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        OutboundListener listener = listen(Limits.defaults(), connection -> handled.incrementAndGet());
        try (RawSocket refusing = new RawSocket(listener.address())) {
            refusing.hear("connect\n\n");
            refusing.say("Content-Type: command/reply\nReply-Text: -ERR no session\n\n");
            refusing.hearAll();
        }
        try (RawSocket leaving = new RawSocket(listener.address())) {
            leaving.hear("connect\n\n");
        }
        Await.until("both to be counted", () -> listener.nameless() == 2);
        assertThat(handled).hasValue(0);
    }

    @Test
    void connectionThatIsNotFullHasNoApi() throws Exception {
        String reply = call(false, connection -> connection.api("status", TIME));
        assertThat(reply).isEqualTo("-ERR command not found");
    }

    @Test
    void eventsOfTheCallArriveInOrderAndNoOthers() throws Exception {
        List<String> keys = call(true, connection -> {
            connection.send(Command.MyEvents.own(EventFormat.JSON), TIME);
            ServerConnection server = fakeSwitch.opened.getFirst();
            for (int i = 0; i < 10; i++) {
                server.publish(Event.of("DTMF", EventHeaders.of("Unique-ID", "call-1", "DTMF-Digit", "" + i)));
                server.publish(Event.of("DTMF", EventHeaders.of("Unique-ID", "call-2", "DTMF-Digit", "x")));
            }
            List<String> heard = new ArrayList<>();
            while (heard.size() < 10) {
                if (connection.poll(TIME).orElseThrow() instanceof Message.EventMessage event) {
                    heard.add(event.event().dtmfDigit().orElse("?"));
                }
            }
            return heard;
        });
        assertThat(keys).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void lingerGivesTwoNoticesAndTheEventsBetween() throws Exception {
        List<Message> messages = call(true, connection -> {
            connection.send(Command.Linger.of(Duration.ofSeconds(1)), TIME);
            connection.send(Command.MyEvents.own(EventFormat.PLAIN), TIME);
            ServerConnection server = fakeSwitch.opened.getFirst();
            server.channelDown("sofia/internal/100");
            server.channelDown("sofia/internal/100");
            server.publish(Event.of("CHANNEL_HANGUP_COMPLETE", EventHeaders.of("Unique-ID", "call-1")));
            return drain(connection);
        });
        assertThat(messages).hasSize(4);
        assertThat(messages.get(0)).isInstanceOfSatisfying(Message.DisconnectNotice.class, notice -> {
            assertThat(notice.disposition()).isEqualTo(Message.Disposition.LINGER);
            assertThat(notice.lingerTime()).contains(Duration.ofSeconds(1));
            assertThat(notice.channelName()).contains("sofia/internal/100");
            assertThat(notice.sessionUuid()).contains("call-1");
        });
        assertThat(messages.get(1)).isInstanceOf(Message.EventMessage.class);
        assertThat(messages.get(2)).isInstanceOfSatisfying(Message.DisconnectNotice.class, notice -> {
            assertThat(notice.disposition()).isEqualTo(Message.Disposition.DISCONNECT);
            assertThat(notice.text()).startsWith("Disconnected, goodbye.");
        });
        assertThat(messages.get(3))
                .isInstanceOfSatisfying(
                        Message.Closed.class,
                        closed -> assertThat(closed.reason().kind()).isEqualTo(CloseReason.Kind.BY_PEER));
    }

    @Test
    void withoutLingerTheConnectionEndsWithTheCall() throws Exception {
        List<Message> messages = call(true, connection -> {
            fakeSwitch.opened.getFirst().channelDown("sofia/internal/100");
            return drain(connection);
        });
        assertThat(messages).hasSize(2);
        assertThat(messages.getFirst()).isInstanceOf(Message.DisconnectNotice.class);
    }

    @Test
    void closedStaysTheLastMessage() throws Exception {
        List<Optional<Message>> polled = call(true, connection -> {
            connection.close();
            drain(connection);
            return List.of(connection.poll(TIME), connection.poll(TIME));
        });
        assertThat(polled).allSatisfy(message -> assertThat(message).containsInstanceOf(Message.Closed.class));
    }

    @Test
    void pollGivesUpAfterItsTime() throws Exception {
        Optional<Message> polled = call(true, connection -> connection.poll(Duration.ofMillis(20)));
        assertThat(polled).isEmpty();
    }

    @Test
    void sinkGetsWhatWaitedFirstAndThenTheRest() throws Exception {
        BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
        List<String> keys = call(true, connection -> {
            connection.send(Command.MyEvents.own(EventFormat.PLAIN), TIME);
            ServerConnection server = fakeSwitch.opened.getFirst();
            server.publish(key("1"));
            server.publish(key("2"));
            connection.send(new Command.GetVariable("x"), TIME);
            connection.onMessage(inbox::add);
            server.publish(key("3"));
            List<String> heard = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Message message = inbox.poll(30, TimeUnit.SECONDS);
                heard.add(((Message.EventMessage) message).event().dtmfDigit().orElse("?"));
            }
            return heard;
        });
        assertThat(keys).containsExactly("1", "2", "3");
    }

    @Test
    void commandsNobodyWaitsForAreAnsweredByFuturesOnVirtualThreads() throws Exception {
        CompletableFuture<Boolean> virtual = new CompletableFuture<>();
        String error = call(true, connection -> {
            CompletableFuture<Message.CommandReply> hangUp = connection.sendAsync(Command.HangUp.of("NORMAL_CLEARING"));
            CompletableFuture<Message.CommandReply> unknown =
                    connection.sendAsync(new Command.Unknown("jump", EventHeaders.empty(), ""));
            var _ = unknown.whenComplete(
                    (reply, failure) -> virtual.complete(Thread.currentThread().isVirtual()));
            assertThat(hangUp.get(30, TimeUnit.SECONDS).isOk()).isTrue();
            return unknown.get(30, TimeUnit.SECONDS).text();
        });
        assertThat(error).isEqualTo("-ERR command not found");
        assertThat(virtual.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void commandOnClosedConnectionSaysWhy() throws Exception {
        call(true, connection -> {
            connection.close();
            drain(connection);
            assertThatThrownBy(() -> connection.send(new Command.NoEvents(), TIME))
                    .isInstanceOfSatisfying(
                            ConnectionClosedException.class,
                            e -> assertThat(e.reason().kind()).isEqualTo(CloseReason.Kind.BY_US));
            return "done";
        });
    }

    @Test
    void replyThatDoesNotComeIsTyped() throws Exception {
        CompletableFuture<Void> release = new CompletableFuture<>();
        fakeSwitch.apis.put("slow", api -> {
            release.join();
            return Answer.api("late");
        });
        String next = call(true, connection -> {
            assertThatThrownBy(() -> connection.api("slow", Duration.ofMillis(50)))
                    .isInstanceOf(ReplyTimeoutException.class)
                    .hasMessageContaining("api slow");
            release.complete(null);
            return connection.send(new Command.GetVariable("next"), TIME).text();
        });
        assertThat(next).isEqualTo("value of next");
    }

    @Test
    void unreadMessagesOverTheLimitCloseTheConnection() throws Exception {
        CompletableFuture<Message> last = new CompletableFuture<>();
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        CompletableFuture<Void> published = new CompletableFuture<>();
        OutboundListener listener = listen(Limits.defaults().withWaiting(50, 1_000_000), connection -> {
            connection.send(Command.MyEvents.own(EventFormat.PLAIN), TIME);
            subscribed.complete(null);
            published.join();
            Await.until("the connection is closed", () -> !connection.isOpen());
            List<Message> all = drain(connection);
            last.complete(all.getLast());
        });
        ServerConnection server = dial(listener, true);
        subscribed.get(30, TimeUnit.SECONDS);
        for (int i = 0; i < 200; i++) {
            server.publish(key("1"));
        }
        published.complete(null);
        assertThat(last.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Message.Closed.class,
                        closed -> assertThat(closed.reason().kind()).isEqualTo(CloseReason.Kind.OVERRUN));
    }

    @Test
    void handlerThatThrowsClosesItsConnectionOnly() {
        OutboundListener listener = listen(Limits.defaults(), connection -> {
            throw new IllegalStateException("on purpose");
        });
        ServerConnection server = dial(listener, true);
        Await.until("the switch sees the end", () -> !server.isOpen());
        Await.until("the listener forgets the call", () -> listener.connections() == 0);
        assertThat(listener.failed()).isEqualTo(1);
        assertThat(dial(listener, true)).isNotNull();
    }

    @Test
    void overTheLimitCallsAreTurnedAwayAndOthersStay() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        OutboundListener listener = listen(Limits.defaults().withConnections(1), connection -> end.join());
        ServerConnection first = dial(listener, true);
        Await.until("the first is in", () -> listener.connections() == 1);
        ServerConnection second = dial(listener, true);
        Await.until("the second is out", () -> !second.isOpen());
        assertThat(first.isOpen()).isTrue();
        assertThat(listener.turnedAway()).isEqualTo(1);
        end.complete(null);
    }

    @Test
    void callOverTheLimitIsHungUpAsCongestionBeforeItsConnectionCloses() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        OutboundListener listener = listen(Limits.defaults().withConnections(1), connection -> {
            begun.complete(null);
            end.join();
        });
        dial(listener, true);
        begun.get(30, TimeUnit.SECONDS);
        fakeSwitch.commands.clear();
        ServerConnection second = dial(listener, true);
        Await.until("the second is out", () -> !second.isOpen());
        assertThat(fakeSwitch.commands)
                .containsExactly(new Command.Connect(), Command.Api.of("uuid_kill call-1 SWITCH_CONGESTION"));
        end.complete(null);
    }

    @Test
    void drainWaitsForCallsInProgress() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        OutboundListener listener = listen(Limits.defaults(), connection -> end.join());
        ServerConnection server = dial(listener, true);
        Await.until("the call is in", () -> listener.connections() == 1);
        int port = listener.address().getPort();
        Thread.ofVirtual().start(() -> {
            listener.close(TIME);
            closed.complete(null);
        });
        Await.until(
                "no new call is taken",
                () -> dialer.dial("127.0.0.1", port, TIME, new OutboundSession("call-2", true, true), fakeSwitch)
                        instanceof DialResult.Refused);
        assertThat(server.isOpen()).isTrue();
        assertThat(closed).isNotDone();
        end.complete(null);
        closed.get(30, TimeUnit.SECONDS);
    }

    @Test
    void nobodyListeningIsRefused() {
        OutboundListener listener = listen(Limits.defaults(), connection -> {});
        int port = listener.address().getPort();
        listener.close();
        assertThat(dialer.dial("127.0.0.1", port, TIME, new OutboundSession("call-1", true, true), fakeSwitch))
                .isInstanceOf(DialResult.Refused.class);
        assertThat(dialer.dial("no-such-host.invalid", 1, TIME, new OutboundSession("c", true, true), fakeSwitch))
                .isInstanceOf(DialResult.Refused.class);
    }

    @Test
    void addressInUseIsNamed() {
        OutboundListener listener = listen(Limits.defaults(), connection -> {});
        assertThatThrownBy(() -> OutboundListener.open(listener.address(), c -> {}, Limits.defaults()))
                .isInstanceOf(BindFailedException.class)
                .hasMessageContaining(Integer.toString(listener.address().getPort()))
                .hasMessageContaining("configure another");
    }

    private static Event key(String digit) {
        return Event.of("DTMF", EventHeaders.of("Unique-ID", "call-1", "DTMF-Digit", digit));
    }

    /** All messages up to and with {@code Closed}. */
    private static List<Message> drain(OutboundConnection connection) {
        List<Message> messages = new ArrayList<>();
        Message message;
        do {
            message = connection.poll(TIME).orElseThrow(() -> new AssertionError("not closed: " + messages));
            messages.add(message);
        } while (!(message instanceof Message.Closed));
        return messages;
    }
}
