package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.audio.WavFormat;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.eventsocket.FileString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Event Socket clients see and do, with a call by real SIP. */
class EventSocketTest {
    private static final String PASSWORD = "a-test-password";

    @TempDir
    Path folder;

    private ServerSocket listener;
    private ServerSocket deaf;
    private DatagramSocket rtp;
    private EmbeddedSwitch server;

    @BeforeEach
    void open() throws IOException {
        listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        int port = listener.getLocalPort();
        server = EmbeddedSwitch.open(SwitchSettings.free(
                        PASSWORD,
                        Dialplan.empty()
                                .with("ivr", "socket 127.0.0.1:" + port + " async full", "answer", "park")
                                .with("sync", "socket 127.0.0.1:" + port + " full")
                                .with(
                                        "deaf",
                                        "socket 127.0.0.1:" + deaf.getLocalPort() + " async full",
                                        "hangup USER_BUSY")
                                .with("nobody", "socket 127.0.0.1:1 async full", "hangup USER_BUSY")
                                .with("park", "answer", "park")
                                .with("busy", "hangup USER_BUSY"))
                .withHeartbeat(Duration.ofMillis(200)));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        Await.until("all calls to end", () -> server.status().calls() == 0);
        Await.until("all ports to be free", () -> server.status().media().portsInUse() == 0);
        server.close();
        listener.close();
        deaf.close();
        rtp.close();
    }

    private ControlSocket takeCall(SipPhone phone, String number) {
        phone.invite(number, rtp.getLocalPort());
        ControlSocket control = ControlSocket.outbound(listener);
        ControlSocket.Frame data = control.command("connect");
        assertThat(data.get("Caller-Destination-Number")).isEqualTo(number);
        control.command("linger 5");
        control.command("myevents");
        return control;
    }

    private void answer(SipPhone phone, ControlSocket control) {
        control.execute("answer", "", "the-answer", "event-lock: true");
        phone.expect(200, "INVITE");
        phone.ack(Optional.empty());
        control.completed("the-answer");
    }

    private static void hangUp(SipPhone phone) {
        phone.bye();
        phone.expect(200, "BYE");
    }

    /** A listener whose queue is full: it neither refuses nor takes. */
    @Test
    void callIsServedWhileItsListenerIsDialled() throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SocketChannel one = SocketChannel.open();
            waiting.add(one);
            one.configureBlocking(false);
            one.connect(deaf.getLocalSocketAddress());
        }
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = ControlSocket.inbound(server, PASSWORD)) {
            phone.invite("deaf", rtp.getLocalPort());
            String uuid = control.event("CHANNEL_EXECUTE").get("Unique-ID");
            control.api("uuid_answer " + uuid);
            phone.expect(200, "INVITE");
            phone.ack(Optional.empty());
            hangUp(phone);
        }
        for (SocketChannel one : waiting) {
            one.close();
        }
    }

    @Test
    void listenerHearsOfACallThatCanHaveNoAudioAndThatItEndsWhenAnswered() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("ivr", Optional.of(SipPhone.sdp(40000, "18", new String[] {"rtpmap:18 G729/8000"})));
            ControlSocket control = ControlSocket.outbound(listener);
            assertThat(control.command("connect").get("Caller-Destination-Number"))
                    .isEqualTo("ivr");
            control.command("linger 5");
            control.command("myevents");
            control.execute("answer", "", "the-answer", "event-lock: true");
            ControlSocket.Frame first = control.event(
                    "the end of the call or of the application",
                    frame -> frame.is("CHANNEL_HANGUP") || frame.is("CHANNEL_EXECUTE_COMPLETE"));
            assertThat(first.get("Event-Name")).isEqualTo("CHANNEL_HANGUP");
            assertThat(first.get("Hangup-Cause")).isEqualTo("INCOMPATIBLE_DESTINATION");
            control.completed("the-answer");
            phone.expect(488, "INVITE");
            phone.ackRefusal();
            control.close();
        }
    }

    @Test
    void callWhoseListenerIsNotThereIsCounted() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("nobody", rtp.getLocalPort());
            phone.expect(486, "INVITE");
            phone.ackRefusal();
        }
        assertThat(server.status().unserved()).isEqualTo(1);
    }

    @Test
    void connectGivesTheChannelsData() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("ivr", Optional.of(SipPhone.sdp(rtp.getLocalPort())), "X-Branch: 12");
            try (ControlSocket control = ControlSocket.outbound(listener)) {
                ControlSocket.Frame data = control.command("connect");
                assertThat(data.get("Caller-Caller-ID-Number")).isEqualTo("13800138000");
                assertThat(data.get("Channel-State")).isEqualTo("CS_EXECUTE");
                assertThat(data.get("Answer-State")).isEqualTo("ringing");
                assertThat(data.get("Call-Direction")).isEqualTo("inbound");
                assertThat(data.get("variable_sip_req_user")).isEqualTo("ivr");
                assertThat(data.get("variable_sip_h_X-Branch")).isEqualTo("12");
                assertThat(data.get("variable_uuid")).isEqualTo(data.get("Unique-ID"));
                assertThat(data.get("Caller-Channel-Created-Time")).hasSize(16);
                phone.cancel();
                phone.expect(487, "INVITE");
                phone.ackRefusal();
            }
        }
    }

    @Test
    void refusedListenerLetsTheNextActionRun() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("nobody", rtp.getLocalPort());
            phone.expect(486, "INVITE");
            phone.ackRefusal();
        }
    }

    @Test
    void listenerThatGoesAwayLetsTheNextActionRun() {
        try (SipPhone phone = SipPhone.udp(server)) {
            takeCall(phone, "ivr").close();
            phone.expect(200, "INVITE");
            phone.ack(Optional.empty());
            hangUp(phone);
        }
    }

    @Test
    void eventsOfACallComeInOrderAndLingerKeepsTheLast() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr")) {
            answer(phone, control);
            hangUp(phone);
            assertThat(control.event("CHANNEL_HANGUP").get("Hangup-Cause")).isEqualTo("NORMAL_CLEARING");
            ControlSocket.Frame end = control.event("CHANNEL_HANGUP_COMPLETE");
            assertThat(end.get("variable_hangup_cause")).isEqualTo("NORMAL_CLEARING");
            assertThat(end.get("Channel-State")).isEqualTo("CS_REPORTING");
            control.event(
                    "linger notice", frame -> frame.get("Content-Disposition").equals("linger"));
        }
    }

    @Test
    void playbackTellsStartAndStopAndIsBrokenOff() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr");
                ControlSocket other = ControlSocket.inbound(server, PASSWORD)) {
            answer(phone, control);
            control.execute("playback", "silence_stream://40", "short", "event-lock: true");
            assertThat(control.event("PLAYBACK_STOP").get("Playback-Status")).isEqualTo("done");
            assertThat(control.completed("short").get("Application-Response")).isEqualTo("FILE PLAYED");
            control.execute("playback", "silence_stream://-1", "long", "event-lock: true");
            String uuid = control.event("PLAYBACK_START").get("Unique-ID");
            assertThat(other.api("uuid_break " + uuid)).isEqualTo("+OK\n");
            assertThat(control.event("PLAYBACK_STOP").get("Playback-Status")).isEqualTo("break");
            control.completed("long");
            control.execute("playback", folder + "/missing.wav", "missing", "event-lock: true");
            assertThat(control.completed("missing").get("Application-Response")).isEqualTo("FILE NOT FOUND");
            hangUp(phone);
        }
    }

    private Path clip(String name) throws IOException {
        Path clip = Files.createDirectories(folder.resolve("wow!")).resolve(name);
        try (OutputStream out = Files.newOutputStream(clip)) {
            Wav.write(out, Pcm.of(new short[800], SampleRate.HZ_8000));
        }
        return clip;
    }

    @Test
    void listIsPlayedWholeAndAnExclamationMarkIsEscaped() throws IOException {
        String parts = FileString.of(List.of(clip("clip.wav").toString(), "silence_stream://60"));
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr")) {
            answer(phone, control);
            control.execute("playback", parts, "list", "event-lock: true");
            ControlSocket.Frame played = control.completed("list");
            assertThat(played.get("Application-Response")).isEqualTo("FILE PLAYED");
            assertThat(played.get("variable_playback_ms")).isEqualTo("160");
            hangUp(phone);
        }
    }

    /** Half a figure is a wrong figure. */
    @Test
    void nothingOfAListIsPlayedWhereOnePartCannotBe() throws IOException {
        String good = clip("good.wav").toString();
        Path cut = clip("cut.wav");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 400));
        Path empty = Files.write(folder.resolve("empty.wav"), Wav.header(WavFormat.telephone(), 0));
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr")) {
            answer(phone, control);
            for (Path bad : List.of(folder.resolve("missing.wav"), cut, empty)) {
                String parts = FileString.of(List.of(good, bad.toString(), good));
                control.execute("playback", parts, bad.toString(), "event-lock: true");
                ControlSocket.Frame first = control.event(
                        "a beginning or the end of " + bad,
                        frame -> frame.is("PLAYBACK_START") || frame.is("CHANNEL_EXECUTE_COMPLETE"));
                assertThat(first.get("Event-Name")).as(bad.toString()).isEqualTo("CHANNEL_EXECUTE_COMPLETE");
                assertThat(first.get("Application-Response")).as(bad.toString()).isEqualTo("FILE NOT FOUND");
                assertThat(first.get("variable_playback_last_error")).contains(bad.toString());
            }
            hangUp(phone);
        }
    }

    @Test
    void unlockedApplicationTakesAnotherInsideItAndGoesOn() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr")) {
            answer(phone, control);
            control.execute("sleep", "400", "outer");
            control.execute("set", "inner=yes", "inner");
            control.event("inner before outer", frame -> {
                assertThat(frame.is("CHANNEL_EXECUTE_COMPLETE")
                                && frame.get("Application-UUID").equals("outer"))
                        .isFalse();
                return frame.is("CHANNEL_EXECUTE_COMPLETE")
                        && frame.get("Application-UUID").equals("inner");
            });
            control.completed("outer");
            hangUp(phone);
        }
    }

    @Test
    void lockedApplicationMakesOthersWait() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr")) {
            answer(phone, control);
            control.execute("sleep", "300", "first", "event-lock: true");
            control.execute("set", "second=yes", "second", "event-lock: true");
            control.event("first before second", frame -> {
                assertThat(frame.get("Application-UUID").equals("second")).isFalse();
                return frame.is("CHANNEL_EXECUTE_COMPLETE")
                        && frame.get("Application-UUID").equals("first");
            });
            control.completed("second");
            hangUp(phone);
        }
    }

    @Test
    void keyByInfoIsAnEventAndIsCollected() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr")) {
            answer(phone, control);
            control.execute(
                    "play_and_get_digits",
                    "2 4 1 3000 # silence silence entry \\d+ 3000",
                    "digits",
                    "event-lock: true");
            for (String key : new String[] {"4", "2", "11"}) {
                phone.request("INFO", Optional.of("Signal=" + key + "\r\nDuration=100\r\n"), "application/dtmf-relay");
                phone.expect(200, "INFO");
            }
            ControlSocket.Frame dtmf = control.event("DTMF");
            assertThat(dtmf.get("DTMF-Digit")).isEqualTo("4");
            assertThat(dtmf.get("DTMF-Source")).isEqualTo("INFO");
            assertThat(dtmf.get("DTMF-Duration")).isEqualTo("800");
            assertThat(control.completed("digits").get("variable_entry")).isEqualTo("42");
            hangUp(phone);
        }
    }

    @Test
    void recordSessionWritesAFileAndTells() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr")) {
            answer(phone, control);
            Path file = folder.resolve("call.wav");
            control.execute("record_session", file.toString(), "record", "event-lock: true");
            assertThat(control.event("RECORD_START").get("Record-File-Path")).isEqualTo(file.toString());
            control.execute("playback", "silence_stream://200", "noise", "event-lock: true");
            control.completed("noise");
            control.execute("stop_record_session", file.toString(), "stop", "event-lock: true");
            assertThat(control.event("RECORD_STOP").get("Record-File-Path")).isEqualTo(file.toString());
            assertThat(file).exists();
            hangUp(phone);
        }
    }

    @Test
    void hangUpEndsAnApplicationThatHasNoEnd() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr")) {
            answer(phone, control);
            control.execute("playback", "silence_stream://-1", "long", "event-lock: true");
            control.event("PLAYBACK_START");
            hangUp(phone);
            control.completed("long");
        }
    }

    @Test
    void syncSocketAnswersWhenTheApplicationHasRun() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("sync", rtp.getLocalPort());
            try (ControlSocket control = ControlSocket.outbound(listener)) {
                control.command("connect");
                long before = System.nanoTime();
                assertThat(control.execute("sleep", "200", "s").get("Reply-Text"))
                        .startsWith("+OK");
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(190));
                phone.cancel();
                phone.expect(487, "INVITE");
                phone.ackRefusal();
            }
        }
    }

    @Test
    void apiReadsAndWritesVariablesAndEndsCalls() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = ControlSocket.inbound(server, PASSWORD)) {
            phone.call("park", rtp.getLocalPort());
            String uuid = control.event("CHANNEL_ANSWER").get("Unique-ID");
            assertThat(control.api("uuid_exists " + uuid)).isEqualTo("true");
            assertThat(control.api("uuid_exists nobody")).isEqualTo("false");
            assertThat(control.api("uuid_setvar " + uuid + " colour green")).isEqualTo("+OK\n");
            assertThat(control.api("uuid_getvar " + uuid + " colour")).isEqualTo("green");
            assertThat(control.api("uuid_getvar " + uuid + " shape")).isEqualTo("_undef_");
            assertThat(control.api("uuid_dump " + uuid)).contains("variable_colour: green");
            assertThat(control.api("uuid_dump " + uuid + " json")).contains("\"variable_colour\":\"green\"");
            assertThat(control.api("show channels")).contains(uuid, "1 total.");
            assertThat(control.api("show channels as json")).contains("\"row_count\":1");
            assertThat(control.api("status")).contains("1 session(s) - peak 1");
            assertThat(control.api("frobnicate")).isEqualTo("-ERR frobnicate Command not found!\n");
            assertThat(control.api("uuid_kill " + uuid + " USER_BUSY")).isEqualTo("+OK\n");
            String bye = phone.expectRequest("BYE");
            assertThat(SipPhone.header(bye, "Reason")).contains("cause=17");
            phone.respond(bye, 200, "OK", Optional.empty());
            assertThat(control.event("CHANNEL_HANGUP_COMPLETE").get("variable_sip_hangup_disposition"))
                    .isEqualTo("send_bye");
            assertThat(control.api("uuid_kill nobody")).isEqualTo("-ERR No such channel!\n");
        }
    }

    @Test
    void transferGoesToAnotherNumber() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = ControlSocket.inbound(server, PASSWORD)) {
            phone.call("park", rtp.getLocalPort());
            String uuid = control.event("CHANNEL_ANSWER").get("Unique-ID");
            assertThat(control.api("uuid_transfer " + uuid + " busy")).isEqualTo("+OK\n");
            assertThat(SipPhone.header(phone.expectRequest("BYE"), "Reason")).contains("cause=17");
        }
    }

    @Test
    void backgroundJobAndHeartbeatAreEvents() {
        try (ControlSocket control = ControlSocket.inbound(server, PASSWORD)) {
            ControlSocket.Frame reply = control.command("bgapi status");
            ControlSocket.Frame job = control.event("BACKGROUND_JOB");
            assertThat(job.get("Job-UUID")).isEqualTo(reply.get("Job-UUID"));
            assertThat(job.body()).contains("session(s)");
            assertThat(control.event("HEARTBEAT").get("Session-Count")).isEqualTo("0");
        }
    }

    @Test
    void takenPortIsNamedWithItsHolderAndItsRole() {
        SwitchSettings same = SwitchSettings.on(
                InetAddress.getLoopbackAddress(), server.sipAddress().getPort(), 0, PASSWORD, Dialplan.empty());
        assertThatThrownBy(() -> EmbeddedSwitch.open(same))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("UDP port " + server.sipAddress().getPort() + " on 127.0.0.1")
                .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")")
                .satisfies(
                        taken -> assertThat(((PortTakenException) taken).role()).isEqualTo(PortRole.SIP));
    }

    @Test
    void takenEventSocketPortIsNamedWithItsRole() {
        SwitchSettings same = SwitchSettings.on(
                InetAddress.getLoopbackAddress(), 0, listener.getLocalPort(), PASSWORD, Dialplan.empty());
        assertThatThrownBy(() -> EmbeddedSwitch.open(same))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("TCP port " + listener.getLocalPort())
                .satisfies(
                        taken -> assertThat(((PortTakenException) taken).role()).isEqualTo(PortRole.EVENT_SOCKET));
    }

    @Test
    void fileOfARecordingIsCompleteAfterHangUp() throws IOException {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = takeCall(phone, "ivr")) {
            answer(phone, control);
            Path file = folder.resolve("left.wav");
            control.execute("record_session", file.toString(), "record", "event-lock: true");
            control.completed("record");
            hangUp(phone);
            control.event("RECORD_STOP");
            assertThat(Files.size(file)).isGreaterThanOrEqualTo(44);
        }
    }
}
