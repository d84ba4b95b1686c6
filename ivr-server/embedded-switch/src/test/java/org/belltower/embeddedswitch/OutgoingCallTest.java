package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that the switch makes: originate and bridge, against a telephone on raw sockets. */
class OutgoingCallTest {
    private static final String PASSWORD = "a-test-password";

    private final EmbeddedSwitch server = EmbeddedSwitch.open(SwitchSettings.free(
            PASSWORD, Dialplan.empty().with("park", "answer", "park").with("echo", "answer", "echo")));

    @AfterEach
    void nothingIsLeft() {
        Await.until("all calls to end", () -> server.status().calls() == 0);
        Await.until("all ports to be free", () -> server.status().media().portsInUse() == 0);
        server.close();
    }

    private CompletableFuture<String> originate(String command) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (ControlSocket control = ControlSocket.inbound(server, PASSWORD)) {
                        return control.api("originate " + command);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static String at(SipPhone phone) {
        return "sofia/internal/1000@127.0.0.1:" + phone.port();
    }

    @Test
    void answeredCallRunsItsApplication() {
        try (SipPhone callee = SipPhone.udp(server)) {
            CompletableFuture<String> result = originate(
                    "{origination_caller_id_number=95588,sip_h_X-Job=7}" + at(callee) + " &hangup(USER_BUSY)");
            String invite = callee.expectRequest("INVITE");
            assertThat(SipPhone.header(invite, "From")).contains("95588");
            assertThat(SipPhone.header(invite, "X-Job")).isEqualTo("7");
            callee.accepted(invite);
            callee.respond(invite, 180, "Ringing", Optional.empty());
            callee.respond(invite, 200, "OK", Optional.of(SipPhone.sdp(40000)));
            callee.expectRequest("ACK");
            String bye = callee.expectRequest("BYE");
            assertThat(SipPhone.header(bye, "Reason")).contains("cause=17");
            callee.respond(bye, 200, "OK", Optional.empty());
            assertThat(result.join()).startsWith("+OK ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "486, USER_BUSY",
        "480, NO_USER_RESPONSE",
        "404, UNALLOCATED_NUMBER",
        "603, CALL_REJECTED",
        "503, NORMAL_TEMPORARY_FAILURE",
        "488, INCOMPATIBLE_DESTINATION",
        "302, REDIRECTION_TO_NEW_DESTINATION"
    })
    void refusalBecomesACause(int status, String cause) {
        try (SipPhone callee = SipPhone.udp(server)) {
            CompletableFuture<String> result = originate(at(callee) + " &park");
            callee.respond(callee.expectRequest("INVITE"), status, "No", Optional.empty());
            callee.expectRequest("ACK");
            assertThat(result.join()).isEqualTo("-ERR " + cause + "\n");
        }
    }

    @Test
    void calleeThatDoesNotAnswerIsCancelled() {
        try (SipPhone callee = SipPhone.udp(server)) {
            CompletableFuture<String> result = originate("{originate_timeout=1}" + at(callee) + " &park");
            String invite = callee.expectRequest("INVITE");
            callee.respond(invite, 180, "Ringing", Optional.empty());
            String cancel = callee.expectRequest("CANCEL");
            callee.respond(cancel, 200, "OK", Optional.empty());
            callee.respond(invite, 487, "Request Terminated", Optional.empty());
            callee.expectRequest("ACK");
            assertThat(result.join()).isEqualTo("-ERR NO_ANSWER\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user/1000, CHAN_NOT_IMPLEMENTED",
        "sofia/gateway/trunk/1000, INVALID_GATEWAY",
        "sofia/internal/1000@127.0.0.1:99999, INVALID_URL"
    })
    void dialStringThatCannotBeCalledSaysWhy(String dial, String cause) {
        assertThat(originate(dial + " &park").join()).isEqualTo("-ERR " + cause + "\n");
    }

    @Test
    void callIsBridgedAndAudioPassesBothWays() throws Exception {
        try (SipPhone callee = SipPhone.udp(server);
                SipPhone caller = SipPhone.udp(server);
                DatagramSocket callerRtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket calleeRtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                ControlSocket control = ControlSocket.inbound(server, PASSWORD)) {
            String ok = caller.call("park", callerRtp.getLocalPort());
            String uuid = control.event("CHANNEL_ANSWER").get("Unique-ID");
            control.command("sendmsg " + uuid + "\ncall-command: execute\nexecute-app-name: bridge\nexecute-app-arg: "
                    + at(callee));
            String invite = callee.expectRequest("INVITE");
            callee.accepted(invite);
            callee.respond(invite, 200, "OK", Optional.of(SipPhone.sdp(calleeRtp.getLocalPort())));
            callee.expectRequest("ACK");
            assertThat(control.event("CHANNEL_BRIDGE").get("Bridge-A-Unique-ID"))
                    .isEqualTo(uuid);
            int callerPort = SipPhone.rtpPort(ok);
            int calleePort = SipPhone.rtpPort(invite);
            assertThat(heard(callerRtp, callerPort, calleeRtp, calleePort)).isTrue();
            assertThat(heard(calleeRtp, calleePort, callerRtp, callerPort)).isTrue();
            callee.bye();
            callee.expect(200, "BYE");
            control.event("CHANNEL_UNBRIDGE");
            caller.bye();
            caller.expect(200, "BYE");
        }
    }

    /** Sends a marked G.711 frame every 20 ms until the other side hears one. */
    private static boolean heard(DatagramSocket from, int fromSwitchPort, DatagramSocket to, int toSwitchPort)
            throws Exception {
        byte[] frame = new byte[172];
        frame[0] = (byte) 0x80;
        frame[1] = 8;
        java.util.Arrays.fill(frame, 12, 172, (byte) 0x2a);
        to.setSoTimeout(20);
        for (int sequence = 0; sequence < 200; sequence++) {
            frame[2] = (byte) (sequence >> 8);
            frame[3] = (byte) sequence;
            int timestamp = sequence * 160;
            frame[4] = (byte) (timestamp >> 24);
            frame[5] = (byte) (timestamp >> 16);
            frame[6] = (byte) (timestamp >> 8);
            frame[7] = (byte) timestamp;
            from.send(new DatagramPacket(frame, frame.length, InetAddress.getLoopbackAddress(), fromSwitchPort));
            DatagramPacket heard = new DatagramPacket(new byte[1500], 1500);
            try {
                to.receive(heard);
            } catch (java.net.SocketTimeoutException e) {
                continue;
            }
            boolean marked =
                    heard.getLength() == 172 && heard.getPort() == toSwitchPort && heard.getData()[100] == (byte) 0x2a;
            if (marked) {
                return true;
            }
        }
        return false;
    }

    @Test
    void firstOfSeveralToAnswerWinsAndTheOthersAreCancelled() {
        try (SipPhone one = SipPhone.udp(server);
                SipPhone two = SipPhone.udp(server)) {
            CompletableFuture<String> result = originate(at(one) + "," + at(two) + " &hangup");
            String first = one.expectRequest("INVITE");
            String second = two.expectRequest("INVITE");
            one.respond(first, 180, "Ringing", Optional.empty());
            two.accepted(second);
            two.respond(second, 200, "OK", Optional.of(SipPhone.sdp(40000)));
            two.expectRequest("ACK");
            one.respond(one.expectRequest("CANCEL"), 200, "OK", Optional.empty());
            one.respond(first, 487, "Request Terminated", Optional.empty());
            two.respond(two.expectRequest("BYE"), 200, "OK", Optional.empty());
            assertThat(result.join()).startsWith("+OK ");
        }
    }

    @Test
    void nextGroupIsTriedAfterARefusal() {
        try (SipPhone one = SipPhone.udp(server);
                SipPhone two = SipPhone.udp(server)) {
            CompletableFuture<String> result = originate(at(one) + "|" + at(two) + " &hangup");
            one.respond(one.expectRequest("INVITE"), 486, "Busy Here", Optional.empty());
            one.expectRequest("ACK");
            String second = two.expectRequest("INVITE");
            two.accepted(second);
            two.respond(second, 200, "OK", Optional.of(SipPhone.sdp(40000)));
            two.expectRequest("ACK");
            two.respond(two.expectRequest("BYE"), 200, "OK", Optional.empty());
            assertThat(result.join()).startsWith("+OK ");
            assertThat(one.silentFor(Duration.ofMillis(50), "INVITE")).isTrue();
        }
    }
}
