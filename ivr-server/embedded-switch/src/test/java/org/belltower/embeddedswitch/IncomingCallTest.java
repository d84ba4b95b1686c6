package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.embeddedswitch.dialplan.DialplanAction;
import org.belltower.embeddedswitch.media.MediaSettings;
import org.belltower.embeddedswitch.sip.SipSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that come in, seen from the caller's socket. */
class IncomingCallTest {
    private static final Dialplan NUMBERS = Dialplan.empty()
            .with("answer", "answer", "park")
            .with("ring", "ring_ready", "park")
            .with("ring-then-answer", "ring_ready", "answer", "park")
            .with("early", "pre_answer", "park")
            .with("wait", "park")
            .with("hangup", "answer", "hangup NORMAL_TEMPORARY_FAILURE")
            .with("busy", "hangup USER_BUSY")
            .with("redirect", "redirect sip:other@127.0.0.1:5099")
            .with("nothing", "no_such_application");

    private EmbeddedSwitch server = open(SwitchSettings.free("a-test-password", NUMBERS));

    private static EmbeddedSwitch open(SwitchSettings settings) {
        return EmbeddedSwitch.open(settings);
    }

    private void reopen(SwitchSettings settings) {
        server.close();
        server = open(settings);
    }

    private SwitchSettings settings() {
        return SwitchSettings.free("a-test-password", NUMBERS);
    }

    @AfterEach
    void nothingIsLeft() {
        Await.until("all calls to end", () -> server.status().calls() == 0);
        Await.until("all ports to be free", () -> server.status().media().portsInUse() == 0);
        server.close();
    }

    @Test
    void offerInInviteIsAnsweredIn200() {
        try (SipPhone phone = SipPhone.udp(server)) {
            String ok = phone.call("answer", 40000);
            assertThat(ok).contains("m=audio ", "a=rtpmap:8 PCMA/8000", "telephone-event/8000");
            assertThat(SipPhone.header(ok, "Allow")).contains("INVITE", "BYE", "UPDATE");
            assertThat(SipPhone.header(ok, "Contact"))
                    .contains(String.valueOf(server.sipAddress().getPort()));
            phone.bye();
            phone.expect(200, "BYE");
        }
    }

    @Test
    void offerIn200IsAnsweredInAck() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("answer", Optional.empty());
            String ok = phone.expect(200, "INVITE");
            assertThat(ok).contains("m=audio ", "PCMA/8000", "PCMU/8000");
            phone.ack(Optional.of(SipPhone.sdp(40000, "0 101", new String[0])));
            phone.bye();
            phone.expect(200, "BYE");
        }
    }

    @Test
    void offerIn200WithoutAnswerInAckEndsTheCall() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("answer", Optional.empty());
            phone.expect(200, "INVITE");
            phone.ack(Optional.empty());
            String bye = phone.expectRequest("BYE");
            assertThat(SipPhone.header(bye, "Reason")).contains("cause=88");
            phone.respond(bye, 200, "OK", Optional.empty());
        }
    }

    @Test
    void callByTcpIsAnsweredAndEnds() {
        try (SipPhone phone = SipPhone.tcp(server)) {
            phone.call("answer", 40000);
            phone.bye();
            phone.expect(200, "BYE");
        }
    }

    @Test
    void diversionsAndUserToUserBecomeVariables() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = ControlSocket.inbound(server, "a-test-password")) {
            phone.invite(
                    "wait",
                    Optional.of(SipPhone.sdp(40000)),
                    "diversion: <sip:95588@127.0.0.1>;reason=user-busy",
                    "Diversion: <sip:95599@127.0.0.1>;reason=no-answer",
                    "User-To-User: 3456;encoding=hex");
            ControlSocket.Frame call = control.event("CHANNEL_CREATE");
            assertThat(call.get("variable_sip_h_Diversion"))
                    .isEqualTo("<sip:95588@127.0.0.1>;reason=user-busy, <sip:95599@127.0.0.1>;reason=no-answer");
            assertThat(call.get("variable_sip_h_User-to-User")).isEqualTo("3456;encoding=hex");
            giveUp(phone);
        }
    }

    @Test
    void longestUserToUserIsTakenWholeAndALongerOneNotAtAll() {
        try (SipPhone phone = SipPhone.udp(server);
                SipPhone other = SipPhone.udp(server);
                ControlSocket control = ControlSocket.inbound(server, "a-test-password")) {
            phone.invite("wait", Optional.of(SipPhone.sdp(40000)), "User-to-User: " + "a".repeat(2048));
            assertThat(control.event("CHANNEL_CREATE").get("variable_sip_h_User-to-User"))
                    .hasSize(2048);
            other.invite("wait", Optional.of(SipPhone.sdp(40002)), "User-to-User: " + "a".repeat(2049));
            assertThat(control.event("CHANNEL_CREATE").get("variable_sip_h_User-to-User"))
                    .isEmpty();
            giveUp(phone);
            giveUp(other);
        }
    }

    private static void giveUp(SipPhone phone) {
        phone.cancel();
        phone.expect(487, "INVITE");
        phone.ackRefusal();
    }

    @Test
    void callWhosePhoneCanBeReachedNoMoreEndsOnOurSide() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = ControlSocket.inbound(server, "a-test-password")) {
            phone.contactAt("127.0.0.1:1");
            phone.call("hangup", 40000);
            control.event("CHANNEL_DESTROY");
            phone.request("INFO", Optional.of("Signal=3\r\n"), "application/dtmf-relay");
            phone.expect(481, "INFO");
        }
    }

    @Test
    void unknownNumberIs404() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("4711", 40000);
            phone.expect(404, "INVITE");
            phone.ackRefusal();
        }
        assertThat(server.status().refusedUnknown()).isEqualTo(1);
    }

    @Test
    void callWithoutCommonCodecTakesItsRouteAndEndsWith488WhereItIsToBeAnswered() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("ring", Optional.of(SipPhone.sdp(40000, "18", new String[] {"rtpmap:18 G729/8000"})));
            phone.expect(180, "INVITE");
            ControlSocket control = ControlSocket.inbound(server, "a-test-password");
            String uuid = control.api("show channels").split("\n", -1)[1].split(",", -1)[0];
            control.api("uuid_answer " + uuid);
            assertThat(SipPhone.header(phone.expect(488, "INVITE"), "Reason")).contains("cause=88");
            phone.ackRefusal();
            control.close();
        }
    }

    @Test
    void callWithoutAFreePortTakesItsRouteAndIs503WhereItIsToBeAnswered() {
        reopen(settings()
                .withMedia(MediaSettings.on(InetAddress.getLoopbackAddress()).withPorts(21000, 21001)));
        try (SipPhone first = SipPhone.udp(server);
                SipPhone second = SipPhone.udp(server)) {
            first.call("answer", 40000);
            second.invite("ring-then-answer", 40002);
            second.expect(180, "INVITE");
            assertThat(SipPhone.header(second.expect(503, "INVITE"), "Reason")).contains("cause=42");
            second.ackRefusal();
            first.bye();
            first.expect(200, "BYE");
        }
    }

    /** Somebody who dials through all numbers takes nothing from a caller who dials a right one. */
    @Test
    void floodOfUnknownNumbersKeepsNoCallFromBeingAnswered() {
        reopen(SwitchSettings.free("a-test-password", NUMBERS.withOthers("park"))
                .withMaxCalls(1, new Overload.Release())
                .withUnknownNumbers(new UnknownNumbers(2, 1)));
        List<SipPhone> scanners = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            SipPhone scanner = SipPhone.udp(server);
            scanners.add(scanner);
            scanner.invite("1000" + i, 40000);
            if (i < 2) {
                // The 100 goes out before the place is taken.
                scanner.expect(100, "INVITE");
                int taken = i + 1;
                Await.until(
                        "place " + taken + " to be taken", () -> server.status().calls() == taken);
            } else {
                scanner.expect(404, "INVITE");
                scanner.ackRefusal();
            }
        }
        assertThat(server.status().refusedUnknown()).isEqualTo(38);
        assertThat(server.status().calls()).isEqualTo(2);
        assertThat(server.status().media().portsInUse()).isZero();
        try (SipPhone caller = SipPhone.udp(server)) {
            caller.call("answer", 40002);
            caller.bye();
            caller.expect(200, "BYE");
        }
        for (SipPhone scanner : scanners.subList(0, 2)) {
            scanner.cancel();
            scanner.expect(487, "INVITE");
            scanner.ackRefusal();
        }
        scanners.forEach(SipPhone::close);
    }

    @Test
    void unknownNumberIsNeverAnswered() {
        reopen(SwitchSettings.free("a-test-password", NUMBERS.withOthers("answer", "park")));
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("4711", 40000);
            phone.expect(404, "INVITE");
            phone.ackRefusal();
        }
        assertThat(server.status().refusedUnknown()).isZero();
    }

    @Test
    void noCommonCodecIs488() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("answer", Optional.of(SipPhone.sdp(40000, "18", new String[] {"rtpmap:18 G729/8000"})));
            phone.expect(488, "INVITE");
            phone.ackRefusal();
        }
    }

    @Test
    void hangupCauseBecomesStatusAndReason() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("busy", 40000);
            String refusal = phone.expect(486, "INVITE");
            assertThat(SipPhone.header(refusal, "Reason")).contains("Q.850", "cause=17", "USER_BUSY");
            phone.ackRefusal();
        }
    }

    @Test
    void unknownApplicationEndsTheCallWith502() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("nothing", 40000);
            phone.expect(502, "INVITE");
            phone.ackRefusal();
        }
    }

    @Test
    void switchHangsUpWithByeAndReason() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.call("hangup", 40000);
            String bye = phone.expectRequest("BYE");
            assertThat(SipPhone.header(bye, "Reason")).contains("cause=41");
            phone.respond(bye, 200, "OK", Optional.empty());
        }
    }

    @Test
    void callOverTheLimitIs503WithCause42AndTheOthersGoOn() {
        reopen(settings().withMaxCalls(1, new Overload.Release()));
        try (SipPhone first = SipPhone.udp(server);
                SipPhone second = SipPhone.udp(server)) {
            first.call("answer", 40000);
            second.invite("answer", 40002);
            String refusal = second.expect(503, "INVITE");
            assertThat(SipPhone.header(refusal, "Reason")).contains("cause=42");
            second.ackRefusal();
            assertThat(server.status().calls()).isEqualTo(1);
            first.bye();
            first.expect(200, "BYE");
        }
    }

    @Test
    void callOverTheLimitHearsTheBusyPrompt() {
        reopen(settings()
                .withMaxCalls(
                        1,
                        new Overload.Prompt(
                                List.of(DialplanAction.parse("answer"), DialplanAction.parse("hangup")), 1)));
        try (SipPhone first = SipPhone.udp(server);
                SipPhone second = SipPhone.udp(server)) {
            first.call("answer", 40000);
            second.call("answer", 40002);
            second.respond(second.expectRequest("BYE"), 200, "OK", Optional.empty());
            first.bye();
            first.expect(200, "BYE");
        }
    }

    @ParameterizedTest
    @CsvSource({"ring, 180", "early, 183", "wait, 100"})
    void cancelBeforeTheAnswerIs487(String number, int provisional) {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite(number, 40000);
            phone.expect(provisional, "INVITE");
            phone.cancel();
            phone.expect(200, "CANCEL");
            phone.expect(487, "INVITE");
            phone.ackRefusal();
        }
    }

    @Test
    void answerWithoutAckEndsWithBye() {
        reopen(settings().withSip(SipSettings.of("127.0.0.1", 0).withAckTimeout(Duration.ofSeconds(1))));
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("answer", 40000);
            phone.expect(200, "INVITE");
            String bye = phone.expectRequest("BYE");
            assertThat(SipPhone.header(bye, "Reason")).contains("cause=102");
            phone.respond(bye, 200, "OK", Optional.empty());
        }
    }

    @Test
    void inviteThatComesAgainLateIsNoNewCall() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.call("answer", 40000);
            phone.inviteAgain();
            phone.request("OPTIONS", Optional.empty(), "");
            phone.expect(200, "OPTIONS");
            phone.bye();
            phone.expect(200, "BYE");
            phone.inviteAgain();
            phone.inviteAgain();
        }

        try (SipPhone other = SipPhone.udp(server)) {
            other.call("answer", 40002);
            other.bye();
            other.expect(200, "BYE");
        }
        assertThat(server.status().callsSinceStart()).isEqualTo(2);
    }

    @Test
    void hangUpBeforeTheAckWaitsForIt() {
        try (SipPhone phone = SipPhone.udp(server);
                ControlSocket control = ControlSocket.inbound(server, "a-test-password")) {
            phone.invite("hangup", 40000);
            phone.expect(200, "INVITE");
            control.event("CHANNEL_HANGUP_COMPLETE");
            assertThat(phone.hasCome("BYE")).isFalse();
            phone.ack(Optional.empty());
            phone.respond(phone.expectRequest("BYE"), 200, "OK", Optional.empty());
        }
    }

    @Test
    void holdAndResumeAreAnswered() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.call("answer", 40000);
            phone.reinvite(Optional.of(SipPhone.sdp(40000, "sendonly")));
            assertThat(phone.expect(200, "INVITE")).contains("a=recvonly");
            phone.ack(Optional.empty());
            phone.reinvite(Optional.of(SipPhone.sdp(40000, "sendrecv")));
            assertThat(phone.expect(200, "INVITE")).contains("a=sendrecv");
            phone.ack(Optional.empty());
            phone.bye();
            phone.expect(200, "BYE");
        }
    }

    @Test
    void newOfferWithoutCommonCodecIs488AndTheCallGoesOn() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.call("answer", 40000);
            phone.reinvite(Optional.of(SipPhone.sdp(40000, "18", new String[] {"rtpmap:18 G729/8000"})));
            phone.expect(488, "INVITE");
            phone.ackRefusal();
            assertThat(server.status().calls()).isEqualTo(1);
            phone.bye();
            phone.expect(200, "BYE");
        }
    }

    @Test
    void tooShortSessionIntervalIs422() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("answer", Optional.of(SipPhone.sdp(40000)), "Session-Expires: 30", "Supported: timer");
            assertThat(SipPhone.header(phone.expect(422, "INVITE"), "Min-SE")).isEqualTo("90");
            phone.ackRefusal();
        }
    }

    @Test
    void sessionIsRefreshedByUpdateWhenThatIsOurs() {
        reopen(settings()
                .withSip(SipSettings.of("127.0.0.1", 0)
                        .withSessionIntervals(Duration.ofSeconds(2), Duration.ofSeconds(2))));
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite(
                    "answer",
                    Optional.of(SipPhone.sdp(40000)),
                    "Session-Expires: 2;refresher=uas",
                    "Supported: timer",
                    "Allow: INVITE, ACK, BYE, CANCEL, UPDATE");
            assertThat(SipPhone.header(phone.expect(200, "INVITE"), "Session-Expires"))
                    .isEqualTo("2;refresher=uas");
            phone.ack(Optional.empty());
            String update = phone.expectRequest("UPDATE");
            assertThat(SipPhone.header(update, "Session-Expires")).isEqualTo("2;refresher=uac");
            phone.respond(update, 200, "OK", Optional.empty(), "Session-Expires: 2;refresher=uac");
            phone.expectRequest("UPDATE");
            phone.bye();
            phone.expect(200, "BYE");
        }
    }

    @Test
    void sessionThatThePeerLetsExpireEnds() {
        reopen(settings()
                .withSip(SipSettings.of("127.0.0.1", 0)
                        .withSessionIntervals(Duration.ofSeconds(2), Duration.ofSeconds(2))));
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite(
                    "answer", Optional.of(SipPhone.sdp(40000)), "Session-Expires: 2;refresher=uac", "Supported: timer");
            assertThat(SipPhone.header(phone.expect(200, "INVITE"), "Require")).isEqualTo("timer");
            phone.ack(Optional.empty());
            phone.respond(phone.expectRequest("BYE"), 200, "OK", Optional.empty());
        }
    }

    @Test
    void optionsTellsWhatWeCan() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.request("OPTIONS", Optional.empty(), "");
            String ok = phone.expect(200, "OPTIONS");
            assertThat(SipPhone.header(ok, "Allow")).contains("INVITE");
            assertThat(SipPhone.header(ok, "Accept")).isEqualTo("application/sdp");
        }
    }

    @ParameterizedTest
    @CsvSource({"REGISTER, 405", "SUBSCRIBE, 405", "MESSAGE, 405", "PUBLISH, 405", "FROBNICATE, 501"})
    void methodsThatWeHaveNotAreRefused(String method, int status) {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.request(method, Optional.empty(), "", "Event: presence");
            assertThat(SipPhone.header(phone.expect(status, method), "Allow")).contains("INVITE");
        }
    }

    @Test
    void unknownExtensionIs420() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("answer", Optional.of(SipPhone.sdp(40000)), "Require: teleport");
            assertThat(SipPhone.header(phone.expect(420, "INVITE"), "Unsupported"))
                    .isEqualTo("teleport");
            phone.ackRefusal();
        }
    }

    @Test
    void callIsRedirectedBeforeTheAnswer() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.invite("redirect", 40000);
            assertThat(SipPhone.header(phone.expect(302, "INVITE"), "Contact")).contains("sip:other@127.0.0.1:5099");
            phone.ackRefusal();
        }
    }

    @Test
    void byeWithoutDialogIs481() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.bye();
            phone.expect(481, "BYE");
        }
    }

    @Test
    void drainingRefusesNewCallsAndWaitsForOldOnes() {
        try (SipPhone first = SipPhone.udp(server);
                SipPhone second = SipPhone.udp(server)) {
            first.call("answer", 40000);
            assertThat(server.drain(Duration.ofMillis(50))).isFalse();
            second.invite("answer", 40002);
            second.expect(503, "INVITE");
            second.ackRefusal();
            first.bye();
            first.expect(200, "BYE");
            assertThat(server.drain(SipPhone.PATIENCE)).isTrue();
        }
    }

    @Test
    void closingHangsUp() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.call("answer", 40000);
            server.close();
            phone.expectRequest("BYE");
        }
    }
}
