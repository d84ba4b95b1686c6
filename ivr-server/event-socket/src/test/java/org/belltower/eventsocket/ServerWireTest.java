package org.belltower.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server side says, byte for byte, to a raw socket; the texts are FreeSWITCH's. */
class ServerWireTest {
    private final ScriptedSwitch fakeSwitch = new ScriptedSwitch();
    private final EventSocketServer server = EventSocketServer.open(Loopback.server(), fakeSwitch);

    @AfterEach
    void close() {
        server.close();
    }

    private RawSocket connect() throws IOException {
        RawSocket socket = new RawSocket(server.address());
        assertThat(socket.hear("\n\n")).isEqualTo("Content-Type: auth/request\n\n");
        return socket;
    }

    private RawSocket authenticated() throws IOException {
        RawSocket socket = connect();
        assertThat(socket.say("auth " + Loopback.PASSWORD + "\n\n").hear("\n\n"))
                .isEqualTo("Content-Type: command/reply\nReply-Text: +OK accepted\n\n");
        return socket;
    }

    private static String ask(RawSocket socket, String command) throws IOException {
        String reply = socket.say(command + "\n\n").hear("\n\n");
        assertThat(reply).startsWith("Content-Type: command/reply\nReply-Text: ");
        return reply.substring("Content-Type: command/reply\nReply-Text: ".length(), reply.length() - 2);
    }

    @Test
    void wrongPasswordGetsInvalidAndGoodbye() throws IOException {
        try (RawSocket socket = connect()) {
            assertThat(socket.say("auth wrong\n\n").hearAll()).isEqualTo("""
                            Content-Type: command/reply
                            Reply-Text: -ERR invalid

                            Content-Type: text/disconnect-notice
                            Content-Length: 23

                            Disconnected, goodbye.
                            """);
        }
    }

    @Test
    void commandBeforePasswordIsNotFoundAndDoesNothing() throws IOException {
        try (RawSocket socket = connect()) {
            assertThat(ask(socket, "api status")).isEqualTo("-ERR command not found");
            assertThat(fakeSwitch.commands).isEmpty();
            assertThat(ask(socket, "auth " + Loopback.PASSWORD)).isEqualTo("+OK accepted");
        }
    }

    @Test
    void clientThatSaysNothingIsClosed() throws IOException {
        Limits brief = Limits.defaults().withFirstCommand(Duration.ofMillis(100));
        ServerSettings settings = new ServerSettings(Loopback.any(), Loopback.PASSWORD, address -> true, brief);
        try (EventSocketServer other = EventSocketServer.open(settings, fakeSwitch);
                RawSocket socket = new RawSocket(other.address())) {
            assertThat(socket.hearAll()).isEqualTo("Content-Type: auth/request\n\n");
        }
    }

    @Test
    void addressThatIsNotAdmittedHearsARudeRejection() throws IOException {
        ServerSettings settings =
                new ServerSettings(Loopback.any(), Loopback.PASSWORD, address -> false, Limits.defaults());
        try (EventSocketServer other = EventSocketServer.open(settings, fakeSwitch);
                RawSocket socket = new RawSocket(other.address())) {
            assertThat(socket.hearAll())
                    .isEqualTo("Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n");
        }
    }

    @Test
    void repliesAreFreeSwitchsWords() throws IOException {
        try (RawSocket socket = authenticated()) {
            assertThat(ask(socket, "event plain CHANNEL_ANSWER")).isEqualTo("+OK event listener enabled plain");
            assertThat(ask(socket, "event json all")).isEqualTo("+OK event listener enabled json");
            assertThat(ask(socket, "event xml")).isEqualTo("-ERR no keywords supplied");
            assertThat(ask(socket, "nixevent HEARTBEAT")).isEqualTo("+OK events nixed");
            assertThat(ask(socket, "filter Unique-ID a b")).isEqualTo("+OK filter added. [Unique-ID]=[a b]");
            assertThat(ask(socket, "filter add A b")).isEqualTo("+OK filter added. [A]=[b]");
            assertThat(ask(socket, "filter delete Unique-ID a b")).isEqualTo("+OK filter deleted. [Unique-ID][a b]");
            assertThat(ask(socket, "filter delete all")).isEqualTo("+OK filter deleted. [all][]");
            assertThat(ask(socket, "filter A /[/")).isEqualTo("-ERR invalid syntax");
            assertThat(ask(socket, "linger 5")).isEqualTo("-ERR not controlling a session");
            assertThat(ask(socket, "nolinger")).isEqualTo("-ERR not controlling a session");
            assertThat(ask(socket, "divert_events on")).isEqualTo("-ERR not controlling a session.");
            assertThat(ask(socket, "myevents nobody")).isEqualTo("-ERR invalid uuid");
            assertThat(ask(socket, "myevents call-1 plain")).isEqualTo("+OK Events Enabled");
            assertThat(ask(socket, "myevents call-1")).isEqualTo("-ERR aready enabled.");
            assertThat(ask(socket, "divert_events on")).isEqualTo("+OK events diverted");
            assertThat(ask(socket, "divert_events off")).isEqualTo("+OK events not diverted");
            assertThat(ask(socket, "log info")).isEqualTo("+OK log level info [6]");
            assertThat(ask(socket, "log loud")).isEqualTo("-ERR invalid log level");
            assertThat(ask(socket, "nolog")).isEqualTo("+OK no longer logging");
            assertThat(ask(socket, "nolog")).isEqualTo("-ERR not loging");
            assertThat(ask(socket, "getvar x")).isEqualTo("-ERR command not found");
            assertThat(ask(socket, "sendevent CUSTOM\nEvent-Subclass: a::b")).isEqualTo("+OK event-uuid");
            assertThat(ask(socket, "no such thing")).isEqualTo("-ERR command not found");
            assertThat(ask(socket, "bgapi status\nJob-UUID: 77")).isEqualTo("+OK Job-UUID: 77\nJob-UUID: 77");
        }
    }

    @Test
    void exitSaysByeAndDisconnects() throws IOException {
        try (RawSocket socket = authenticated()) {
            assertThat(socket.say("exit\n\n").hearAll()).isEqualTo("""
                            Content-Type: command/reply
                            Reply-Text: +OK bye

                            Content-Type: text/disconnect-notice
                            Content-Length: 23

                            Disconnected, goodbye.
                            """);
        }
    }

    @Test
    void commandsSentAtOnceAreAnsweredInOrder() throws IOException {
        fakeSwitch.apis.put("echo", api -> Answer.api(api.arguments()));
        try (RawSocket socket = authenticated()) {
            StringBuilder burst = new StringBuilder();
            for (int i = 0; i < 2000; i++) {
                burst.append("api echo ").append(i).append("\r\n\r\n");
            }
            socket.say(burst.toString());
            for (int i = 0; i < 2000; i++) {
                String body = Integer.toString(i);
                String frame = "Content-Type: api/response\nContent-Length: " + body.length() + "\n\n" + body;
                assertThat(socket.hear(frame)).isEqualTo(frame);
            }
        }
    }

    @Test
    void plainEventIsWrittenAsFreeSwitchWritesIt() throws IOException {
        try (RawSocket socket = authenticated()) {
            ask(socket, "event plain DTMF");
            server.publish(
                    new Event("DTMF", Optional.empty(), EventHeaders.of("DTMF-Digit", "#", "Note", "a b/中"), "x\ny"));
            assertThat(socket.hear("x\ny")).isEqualTo("""
                            Content-Length: 77
                            Content-Type: text/event-plain

                            Event-Name: DTMF
                            DTMF-Digit: %23
                            Note: a%20b/%E4%B8%AD
                            Content-Length: 3

                            x
                            y""");
        }
    }

    @Test
    void logLinesComeUpToTheLevelAskedFor() throws IOException {
        try (RawSocket socket = authenticated()) {
            ask(socket, "log notice");
            Await.until("the server has it", () -> !server.connections().isEmpty());
            ServerConnection connection = server.connections().getFirst();
            connection.log(7, "debug");
            connection.log(3, "error");
            assertThat(socket.hear("error")).contains("Content-Type: log/data").doesNotContain("debug");
        }
    }

    @Test
    void announcementOfHugeBodyClosesBeforeItIsKept() throws IOException {
        try (RawSocket socket = authenticated()) {
            assertThat(socket.say("sendmsg\ncontent-length: 104857600\n\nabc").hearAll())
                    .isEmpty();
        }
        Await.until(
                "it is told why",
                () -> fakeSwitch.closes.stream().anyMatch(reason -> reason.kind() == CloseReason.Kind.OVERSIZE));
    }

    @Test
    void endlessLineCloses() throws IOException {
        String block = "x".repeat(64 * 1024);
        try (RawSocket socket = authenticated()) {
            for (int i = 0; i < 4; i++) {
                socket.say(block);
            }
            assertThat(socket.say("y").hearAll()).isEmpty();
        }
        Await.until(
                "it is told why",
                () -> fakeSwitch.closes.stream().anyMatch(reason -> reason.kind() == CloseReason.Kind.OVERSIZE));
    }

    @Test
    void lengthThatIsNoNumberCloses() throws IOException {
        try (RawSocket socket = authenticated()) {
            assertThat(socket.say("sendmsg\ncontent-length: many\n\n").hearAll())
                    .isEmpty();
        }
        Await.until(
                "it is told why",
                () -> fakeSwitch.closes.stream().anyMatch(reason -> reason.kind() == CloseReason.Kind.MALFORMED));
    }

    @Test
    void halfFrameAndEndLeaveNothingBehind() throws IOException {
        try (RawSocket socket = authenticated()) {
            socket.say("sendmsg call-1\ncall-command: exec");
        }
        Await.until("the connection is forgotten", () -> server.connections().isEmpty());
        assertThat(fakeSwitch.commands).isEmpty();
    }

    @Test
    void slowReaderIsClosedAndCountedAndOthersAreServed() throws IOException {
        Limits tight = Limits.defaults().withWaiting(4096, 256 * 1024);
        ServerSettings settings = new ServerSettings(Loopback.any(), Loopback.PASSWORD, address -> true, tight);
        try (EventSocketServer other = EventSocketServer.open(settings, fakeSwitch);
                RawSocket slow = new RawSocket(other.address());
                RawSocket quick = new RawSocket(other.address())) {
            for (RawSocket socket : new RawSocket[] {slow, quick}) {
                socket.hear("\n\n");
                ask(socket, "auth " + Loopback.PASSWORD);
            }
            ask(slow, "event plain HEARTBEAT");
            ask(quick, "event plain DTMF");
            Event big = new Event("HEARTBEAT", Optional.empty(), EventHeaders.empty(), "x".repeat(60_000));
            Await.until("the slow one is closed", () -> {
                other.publish(big);
                return other.overruns() == 1;
            });
            other.publish(Event.of("DTMF", EventHeaders.of("DTMF-Digit", "5")));
            assertThat(quick.hear("DTMF-Digit: 5\n\n")).contains("text/event-plain");
        }
    }
}
