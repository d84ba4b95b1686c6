package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that the switch makes: originate and bridge, against a telephone on raw sockets. */
class OutgoingCallTest {
    private final SwitchUnderTest under = SwitchUnderTest.open(SwitchSettings.free(
            SwitchUnderTest.PASSWORD,
            Dialplan.empty()
                    .with("park", "answer", "park")
                    .with("echo", "answer", "echo")
                    .with("ring", "ring_ready", "park")));
    private final EmbeddedSwitch server = under.server;

    @AfterEach
    void nothingIsLeft() {
        under.close();
    }

    private CompletableFuture<String> originate(String command) {
        return under.later("originate " + command);
    }

    @Test
    void answeredCallRunsItsApplication() {
        try (SipPhone callee = SipPhone.udp(server)) {
            CompletableFuture<String> result = originate("{origination_caller_id_number=95588,sip_h_X-Job=7}"
                    + SwitchUnderTest.at(callee) + " &hangup(USER_BUSY)");
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
            CompletableFuture<String> result = originate(SwitchUnderTest.at(callee) + " &park");
            callee.respond(callee.expectRequest("INVITE"), status, "No", Optional.empty());
            callee.expectRequest("ACK");
            assertThat(result.join()).isEqualTo("-ERR " + cause + "\n");
        }
    }

    @Test
    void calleeThatDoesNotAnswerIsCancelled() {
        try (SipPhone callee = SipPhone.udp(server)) {
            CompletableFuture<String> result =
                    originate("{originate_timeout=1}" + SwitchUnderTest.at(callee) + " &park");
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

    /** A call that was answered and waits, and the switch's port for its audio. */
    private record Parked(String uuid, int port) {}

    private Parked parked(SipPhone caller, PhoneAudio audio) {
        String ok = caller.call("park", audio.port());
        return new Parked(under.control.event("CHANNEL_ANSWER").get("Unique-ID"), SipPhone.rtpPort(ok));
    }

    /** Has the switch call the other side, which takes over the dialog of the INVITE that is returned. */
    private String bridge(String uuid, String options, SipPhone callee) {
        under.execute(uuid, "bridge", options + SwitchUnderTest.at(callee), "bridge");
        String invite = callee.expectRequest("INVITE");
        callee.accepted(invite);
        return invite;
    }

    /** The other side answers; the UUID of the call that it is joined with. */
    private String answer(SipPhone callee, String invite, PhoneAudio audio) {
        callee.respond(invite, 200, "OK", Optional.of(SipPhone.sdp(audio.port())));
        callee.expectRequest("ACK");
        return under.control.event("CHANNEL_BRIDGE").get("Bridge-A-Unique-ID");
    }

    private void hangUp(SipPhone callee, SipPhone caller) {
        SwitchUnderTest.hangUp(callee);
        under.control.event("CHANNEL_UNBRIDGE");
        SwitchUnderTest.hangUp(caller);
    }

    @Test
    void callIsBridgedAndAudioPassesBothWays() {
        try (SipPhone callee = SipPhone.udp(server);
                SipPhone caller = SipPhone.udp(server);
                PhoneAudio callerAudio = new PhoneAudio();
                PhoneAudio calleeAudio = new PhoneAudio()) {
            Parked parked = parked(caller, callerAudio);
            String invite = bridge(parked.uuid(), "", callee);
            assertThat(answer(callee, invite, calleeAudio)).isEqualTo(parked.uuid());
            int calleePort = SipPhone.rtpPort(invite);
            assertThat(callerAudio.reaches(parked.port(), calleeAudio, calleePort))
                    .isTrue();
            assertThat(calleeAudio.reaches(calleePort, callerAudio, parked.port()))
                    .isTrue();
            hangUp(callee, caller);
        }
    }

    /** Three frames of a sound of its own, so that it has to come round again to be heard for longer. */
    private static Path clip(Path folder) throws IOException {
        var sound = new short[480];
        Arrays.fill(sound, (short) 12_000);
        Path wav = folder.resolve("ringback.wav");
        try (OutputStream out = Files.newOutputStream(wav)) {
            Wav.write(out, Pcm.of(sound, SampleRate.HZ_8000));
        }
        return wav;
    }

    @Test
    void answeredCallerHearsItsRingbackOverAndOverUntilTheOtherSideAnswers(@TempDir Path folder) throws IOException {
        byte code = G711.ALAW.encode((short) 12_000);
        try (SipPhone callee = SipPhone.udp(server);
                SipPhone caller = SipPhone.udp(server);
                PhoneAudio callerAudio = new PhoneAudio();
                PhoneAudio calleeAudio = new PhoneAudio()) {
            Parked parked = parked(caller, callerAudio);
            under.execute(
                    parked.uuid(), "multiset", "instant_ringback=true transfer_ringback=" + clip(folder), "ringback");
            String invite = bridge(parked.uuid(), "[ignore_early_media=true]", callee);
            // Neither ringing nor audio before the answer ends it.
            callee.respond(invite, 183, "Session Progress", Optional.of(SipPhone.sdp(calleeAudio.port())));
            int frames = 0;
            while (frames < 12) {
                PhoneAudio.Packet packet = callerAudio.next();
                frames += packet.payload()[0] == code && packet.payload()[159] == code ? 1 : 0;
            }
            answer(callee, invite, calleeAudio);
            assertThat(calleeAudio.reaches(SipPhone.rtpPort(invite), callerAudio, parked.port()))
                    .isTrue();
            hangUp(callee, caller);
        }
    }

    @Test
    void callerBeforeTheAnswerHearsRingbackAsEarlyMedia(@TempDir Path folder) throws IOException {
        try (SipPhone callee = SipPhone.udp(server);
                SipPhone caller = SipPhone.udp(server);
                PhoneAudio callerAudio = new PhoneAudio()) {
            caller.invite("ring", callerAudio.port());
            caller.expect(180, "INVITE");
            String uuid = under.nextCall();
            under.execute(uuid, "set", "ringback=" + clip(folder), "ringback");
            String invite = bridge(uuid, "", callee);
            callee.respond(invite, 180, "Ringing", Optional.empty());
            assertThat(SipPhone.rtpPort(caller.expect(183, "INVITE"))).isPositive();
            assertThat(callerAudio.next().payload()).hasSize(160);
            caller.cancel();
            caller.expect(487, "INVITE");
            caller.ackRefusal();
            callee.expectRequest("CANCEL");
            callee.respond(invite, 487, "Request Terminated", Optional.empty());
            callee.expectRequest("ACK");
        }
    }

    @Test
    void phoneIsCalledByTcp() {
        try (SipPhone callee = SipPhone.tcpListening(server)) {
            CompletableFuture<String> result =
                    originate(SwitchUnderTest.at(callee) + ";transport=tcp &hangup(USER_BUSY)");
            String invite = callee.expectRequest("INVITE");
            assertThat(SipPhone.header(invite, "Via")).startsWith("SIP/2.0/TCP ");
            assertThat(SipPhone.header(invite, "Contact")).contains("transport=tcp");
            callee.accepted(invite);
            callee.respond(invite, 200, "OK", Optional.of(SipPhone.sdp(40000)));
            callee.expectRequest("ACK");
            callee.respond(callee.expectRequest("BYE"), 200, "OK", Optional.empty());
            assertThat(result.join()).startsWith("+OK ");
        }
    }

    @Test
    void phoneThatIsNotThereByTcpIsOutOfOrder() {
        int nobody;
        try (SipPhone callee = SipPhone.tcpListening(server)) {
            nobody = callee.port();
        }
        assertThat(originate("sofia/internal/1000@127.0.0.1:" + nobody + ";transport=tcp &park")
                        .join())
                .isEqualTo("-ERR NETWORK_OUT_OF_ORDER\n");
    }

    @Test
    void answeredCallGoesToTheNumberWithItsCallerAndWantedUuid() {
        String wanted = "5b1f0b1c-8f3a-4f5e-9a39-6a2f4f3c2d10";
        try (SipPhone callee = SipPhone.udp(server)) {
            CompletableFuture<String> result = originate("{origination_uuid=" + wanted + "}"
                    + SwitchUnderTest.at(callee) + " park XML default 'Fund Desk' 95599 20");
            String invite = callee.expectRequest("INVITE");
            assertThat(SipPhone.header(invite, "From")).contains("Fund Desk", "95599");
            callee.accepted(invite);
            callee.respond(invite, 200, "OK", Optional.of(SipPhone.sdp(40000)));
            callee.expectRequest("ACK");
            assertThat(result.join()).isEqualTo("+OK " + wanted + "\n");
            assertThat(under.control.event("CHANNEL_PARK").get("Unique-ID")).isEqualTo(wanted);
            SwitchUnderTest.hangUp(callee);
        }
    }

    @Test
    void calleeThatHangsUpWhileItRingsEndsWithItsCause() {
        try (SipPhone callee = SipPhone.udp(server)) {
            CompletableFuture<String> result = originate(SwitchUnderTest.at(callee) + " &park");
            String invite = callee.expectRequest("INVITE");
            callee.respond(invite, 180, "Ringing", Optional.empty());
            callee.respond(invite, 486, "Busy Here", Optional.empty(), "Reason: Q.850;cause=21");
            callee.expectRequest("ACK");
            assertThat(result.join()).isEqualTo("-ERR CALL_REJECTED\n");
        }
    }

    @Test
    void answerWithoutCommonCodecIsHungUpAsIncompatible() {
        try (SipPhone callee = SipPhone.udp(server)) {
            CompletableFuture<String> result = originate(SwitchUnderTest.at(callee) + " &park");
            String invite = callee.expectRequest("INVITE");
            callee.accepted(invite);
            callee.respond(
                    invite, 200, "OK", Optional.of(SipPhone.sdp(40000, "18", new String[] {"rtpmap:18 G729/8000"})));
            callee.expectRequest("ACK");
            String bye = callee.expectRequest("BYE");
            assertThat(SipPhone.header(bye, "Reason")).contains("cause=88");
            callee.respond(bye, 200, "OK", Optional.empty());
            assertThat(result.join()).isEqualTo("-ERR INCOMPATIBLE_DESTINATION\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sofia/internal/1000@127.0.0.1:5099", "sofia/x/1@h &park XML default a b 5 more"})
    void wrongNumberOfWordsIsTheUsage(String words) {
        assertThat(originate(words).join()).startsWith("-USAGE: <call url> ");
    }

    @Test
    void firstOfSeveralToAnswerWinsAndTheOthersAreCancelled() {
        try (SipPhone one = SipPhone.udp(server);
                SipPhone two = SipPhone.udp(server)) {
            CompletableFuture<String> result =
                    originate(SwitchUnderTest.at(one) + "," + SwitchUnderTest.at(two) + " &hangup");
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
            CompletableFuture<String> result =
                    originate(SwitchUnderTest.at(one) + "|" + SwitchUnderTest.at(two) + " &hangup");
            one.respond(one.expectRequest("INVITE"), 486, "Busy Here", Optional.empty());
            one.expectRequest("ACK");
            String second = two.expectRequest("INVITE");
            two.accepted(second);
            two.respond(second, 200, "OK", Optional.of(SipPhone.sdp(40000)));
            two.expectRequest("ACK");
            two.respond(two.expectRequest("BYE"), 200, "OK", Optional.empty());
            assertThat(result.join()).startsWith("+OK ");
            assertThat(one.hasCome("INVITE")).isFalse();
        }
    }
}
