package org.belltower.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import link.thingscloud.freeswitch.esl.InboundClient;
import link.thingscloud.freeswitch.esl.inbound.option.ConnectState;
import link.thingscloud.freeswitch.esl.inbound.option.InboundClientOption;
import link.thingscloud.freeswitch.esl.inbound.option.ServerOption;
import org.freeswitch.esl.client.inbound.Client;
import org.freeswitch.esl.client.outbound.AbstractOutboundClientHandler;
import org.freeswitch.esl.client.outbound.AbstractOutboundPipelineFactory;
import org.freeswitch.esl.client.outbound.SocketClient;
import org.freeswitch.esl.client.transport.SendMsg;
import org.freeswitch.esl.client.transport.event.EslEvent;
import org.freeswitch.esl.client.transport.message.EslMessage;
import org.jboss.netty.channel.ChannelHandlerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server side against the two Java clients that other people wrote for FreeSWITCH. */
class PeerClientsTest {
    private static final Event CUSTOM = new Event(
            "CUSTOM",
            Optional.of("belltower::call"),
            EventHeaders.of("Event-Date-Timestamp", "1", "Note", "单位 100%: a b"),
            "first\nsecond\n");

    private final ScriptedSwitch fakeSwitch = new ScriptedSwitch();
    private final EventSocketServer server = EventSocketServer.open(Loopback.server(), fakeSwitch);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        server.close();
    }

    private String next() throws InterruptedException {
        String text = heard.poll(30, TimeUnit.SECONDS);
        return text == null ? "nothing heard" : text;
    }

    private void hear(String kind, String name, Iterable<String> body, String note) {
        heard.add(kind + " " + name + " " + String.join("|", body) + " " + note);
    }

    @Test
    void freeswitchEslClientCommandsAndHearsEvents() throws Exception {
        fakeSwitch.apis.put("status", api -> Answer.api("UP 1 day\n5 sessions\n"));
        Client client = new Client();
        client.addEventListener(new org.freeswitch.esl.client.IEslEventListener() {
            @Override
            public void eventReceived(EslEvent event) {
                hear(
                        "event",
                        event.getEventName(),
                        event.getEventBodyLines(),
                        String.valueOf(event.getEventHeaders().get("Note")));
            }

            @Override
            public void backgroundJobResultReceived(EslEvent event) {
                hear(
                        "job",
                        event.getEventName(),
                        event.getEventBodyLines(),
                        String.valueOf(event.getEventHeaders().get("Job-UUID")));
            }
        });
        client.connect("127.0.0.1", server.address().getPort(), Loopback.PASSWORD, 10);
        EslMessage status = client.sendSyncApiCommand("status", "");
        assertThat(status.getBodyLines()).containsExactly("UP 1 day", "5 sessions");
        assertThat(client.setEventSubscriptions("plain", "CUSTOM belltower::call BACKGROUND_JOB")
                        .getReplyText())
                .isEqualTo("+OK event listener enabled plain");
        client.setEventSubscriptions("plain", "BACKGROUND_JOB");
        server.publish(CUSTOM);
        assertThat(next()).isEqualTo("event CUSTOM first|second 单位 100%: a b");
        String job = client.sendAsyncApiCommand("status", "");
        assertThat(next()).isEqualTo("job BACKGROUND_JOB UP 1 day|5 sessions " + job);
        SendMsg play = new SendMsg("call-1");
        play.addCallCommand("execute");
        play.addExecuteAppName("playback");
        play.addExecuteAppArg("/tmp/a.wav");
        play.addEventLock();
        assertThat(client.sendMessage(play).isOk()).isTrue();
        assertThat(fakeSwitch.commands)
                .contains(new Command.Execute(
                        Optional.of("call-1"),
                        "playback",
                        "/tmp/a.wav",
                        Optional.empty(),
                        true,
                        false,
                        OptionalInt.of(1)));
        assertThat(client.addEventFilter("Unique-ID", "call-2").isOk()).isTrue();
        assertThat(client.deleteEventFilter("Unique-ID", "call-2").isOk()).isTrue();
        assertThat(client.cancelEventSubscriptions().isOk()).isTrue();
        assertThat(client.close().getReplyText()).isEqualTo("+OK bye");
        Await.until("the connection is gone", () -> server.connections().isEmpty());
    }

    @Test
    void thingscloudClientCommandsAndHearsEvents() throws Exception {
        fakeSwitch.apis.put("status", api -> Answer.api("UP 1 day\n5 sessions\n"));
        ServerOption address = new ServerOption("127.0.0.1", server.address().getPort()).password(Loopback.PASSWORD);
        InboundClientOption option = new InboundClientOption()
                .defaultPassword(Loopback.PASSWORD)
                .addServerOption(address)
                .addListener(new link.thingscloud.freeswitch.esl.IEslEventListener() {
                    @Override
                    public void eventReceived(
                            String from, link.thingscloud.freeswitch.esl.transport.event.EslEvent event) {
                        hear(
                                "event",
                                event.getEventName(),
                                event.getEventBodyLines(),
                                String.valueOf(event.getEventHeaders().get("Note")));
                    }

                    @Override
                    public void backgroundJobResultReceived(
                            String from, link.thingscloud.freeswitch.esl.transport.event.EslEvent event) {
                        hear(
                                "job",
                                event.getEventName(),
                                event.getEventBodyLines(),
                                String.valueOf(event.getEventHeaders().get("Job-UUID")));
                    }
                });
        InboundClient client = InboundClient.newInstance(option);
        client.start();
        try {
            Await.until("it is authenticated", () -> address.state() == ConnectState.AUTHED);
            String peer = address.addr();
            assertThat(client.sendSyncApiCommand(peer, "status", "").getBodyLines())
                    .containsExactly("UP 1 day", "5 sessions");
            assertThat(client.setEventSubscriptions(peer, "plain", "BACKGROUND_JOB CUSTOM belltower::call")
                            .getReplyText())
                    .isEqualTo("+OK event listener enabled plain");
            server.publish(CUSTOM);
            assertThat(next()).isEqualTo("event CUSTOM first|second 单位 100%: a b");
            String job = client.sendAsyncApiCommand(peer, "status", "");
            assertThat(next()).isEqualTo("job BACKGROUND_JOB UP 1 day|5 sessions " + job);
            assertThat(client.addEventFilter(peer, "Unique-ID", "call-2").isOk())
                    .isTrue();
        } finally {
            client.shutdown();
        }
        Await.until("the connection is gone", () -> server.connections().isEmpty());
    }

    /** The call's side of {@code org.freeswitch.esl.client}: notes the channel data, asks, and hears events. */
    private final class PeerCall extends AbstractOutboundClientHandler {
        @Override
        protected void handleConnectResponse(ChannelHandlerContext context, EslEvent event) {
            hear(
                    "connected",
                    event.getEventName(),
                    List.of(),
                    String.valueOf(event.getEventHeaders().get("Caller-Caller-ID-Name")));
            Thread.ofVirtual().start(() -> {
                EslMessage reply = sendSyncMultiLineCommand(
                        context.getChannel(), List.of("sendmsg", "call-command: execute", "execute-app-name: answer"));
                hear("reply", String.valueOf(reply.getContentType()), List.of(), String.valueOf(reply.getHeaders()));
                EslMessage events = sendSyncSingleLineCommand(context.getChannel(), "myevents");
                hear("reply", String.valueOf(events.getContentType()), List.of(), String.valueOf(events.getHeaders()));
            });
        }

        @Override
        protected void handleEslEvent(ChannelHandlerContext context, EslEvent event) {
            hear(
                    "event",
                    event.getEventName(),
                    event.getEventBodyLines(),
                    String.valueOf(event.getEventHeaders().get("DTMF-Digit")));
        }
    }

    @Test
    void freeswitchEslClientTakesACallFromOurDialer() throws Exception {
        int port = freePort();
        SocketClient listener = new SocketClient(port, new AbstractOutboundPipelineFactory() {
            @Override
            protected AbstractOutboundClientHandler makeHandler() {
                return new PeerCall();
            }
        });
        listener.start();
        try (OutboundDialer dialer = OutboundDialer.open(Limits.defaults())) {
            ServerConnection call = dial(dialer, port);
            assertThat(next()).isEqualTo("connected CHANNEL_DATA  王 100%");
            assertThat(next()).contains("command/reply").contains("+OK");
            assertThat(next()).contains("+OK Events Enabled");
            call.publish(Event.of("DTMF", EventHeaders.of("Unique-ID", "call-1", "DTMF-Digit", "#")));
            assertThat(next()).isEqualTo("event DTMF  #");
            assertThat(fakeSwitch.commands)
                    .contains(new Command.Execute(
                            Optional.empty(), "answer", "", Optional.empty(), false, false, OptionalInt.of(1)));
            call.channelDown("sofia/internal/100");
            Await.until("the call is gone", () -> dialer.connections() == 0);
        } finally {
            listener.stop();
        }
    }

    /** Its start() returns before it listens. */
    private ServerConnection dial(OutboundDialer dialer, int port) {
        BlockingQueue<ServerConnection> connected = new LinkedBlockingQueue<>();
        Await.until("the peer listens", () -> {
            DialResult result = dialer.dial(
                    "127.0.0.1", port, Duration.ofSeconds(30), new OutboundSession("call-1", true, true), fakeSwitch);
            if (result instanceof DialResult.Connected made) {
                connected.add(made.connection());
            }
            return !connected.isEmpty();
        });
        return connected.remove();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
