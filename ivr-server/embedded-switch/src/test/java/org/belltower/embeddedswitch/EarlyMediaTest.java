package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Audio before the answer: ours by {@code pre_answer}, and that of a phone that is called. */
class EarlyMediaTest {
    private final SwitchUnderTest under = SwitchUnderTest.open(SwitchSettings.free(
            SwitchUnderTest.PASSWORD,
            Dialplan.empty()
                    .with("early", "pre_answer", "playback tone_stream://%(4000,0,440)", "answer", "park")
                    .with("implied", "playback tone_stream://%(4000,0,440)")
                    .with("ring", "ring_ready", "park")));
    private final SipPhone caller = SipPhone.udp(under.server);
    private final SipPhone callee = SipPhone.udp(under.server);
    private final PhoneAudio callerAudio = new PhoneAudio();
    private final PhoneAudio calleeAudio = new PhoneAudio();

    @AfterEach
    void nothingIsLeft() {
        caller.close();
        callee.close();
        callerAudio.close();
        calleeAudio.close();
        under.close();
    }

    private void giveUp() {
        caller.cancel();
        caller.expect(487, "INVITE");
        caller.ackRefusal();
    }

    @Test
    void preAnswerPlaysBeforeTheAnswerWhichRepeatsItsDescription() {
        caller.invite("early", callerAudio.port());
        String progress = caller.expect(183, "INVITE");
        String uuid = under.nextCall();
        ControlSocket.Frame event = under.control.event("CHANNEL_PROGRESS_MEDIA");
        assertThat(event.get("Answer-State")).isEqualTo("early");
        assertThat(event.get("Channel-Call-State")).isEqualTo("EARLY");
        assertThat(callerAudio.next().payloadType()).isEqualTo(8);
        assertThat(under.control.api("uuid_break " + uuid)).isEqualTo("+OK\n");
        String answer = caller.expect(200, "INVITE");
        assertThat(answer.substring(answer.indexOf("v=0"))).isEqualTo(progress.substring(progress.indexOf("v=0")));
        caller.ack(Optional.empty());
        SwitchUnderTest.hangUp(caller);
    }

    @Test
    void playbackOnAnUnansweredCallIsEarlyMedia() {
        caller.invite("implied", callerAudio.port());
        caller.expect(183, "INVITE");
        assertThat(callerAudio.next().payloadType()).isEqualTo(8);
        giveUp();
    }

    @Test
    void preAnswerNeedsAnOffer() {
        caller.invite("early", Optional.empty());
        assertThat(caller.expect(200, "INVITE")).contains("m=audio ");
        caller.ack(Optional.of(SipPhone.sdp(callerAudio.port())));
        SwitchUnderTest.hangUp(caller);
    }

    @Test
    void earlyAudioOfThePhoneThatIsCalledReachesTheCaller() {
        caller.invite("ring", callerAudio.port());
        caller.expect(180, "INVITE");
        String uuid = under.nextCall();
        under.execute(uuid, "bridge", SwitchUnderTest.at(callee), "bridge");
        String invite = callee.expectRequest("INVITE");
        callee.accepted(invite);
        callee.respond(invite, 183, "Session Progress", Optional.of(SipPhone.sdp(calleeAudio.port())));
        String progress = caller.expect(183, "INVITE");
        assertThat(calleeAudio.reaches(SipPhone.rtpPort(invite), callerAudio, SipPhone.rtpPort(progress)))
                .isTrue();
        callee.respond(invite, 200, "OK", Optional.of(SipPhone.sdp(calleeAudio.port())));
        callee.expectRequest("ACK");
        caller.expect(200, "INVITE");
        caller.ack(Optional.empty());
        under.control.event("CHANNEL_BRIDGE");
        assertThat(callerAudio.reaches(SipPhone.rtpPort(progress), calleeAudio, SipPhone.rtpPort(invite)))
                .isTrue();
        SwitchUnderTest.hangUp(caller);
        callee.respond(callee.expectRequest("BYE"), 200, "OK", Optional.empty());
    }

    @Test
    void originateIsContentWithEarlyAudio() {
        CompletableFuture<String> result =
                under.later("originate " + SwitchUnderTest.at(callee) + " &playback(silence_stream://-1)");
        String invite = callee.expectRequest("INVITE");
        callee.accepted(invite);
        callee.respond(invite, 183, "Session Progress", Optional.of(SipPhone.sdp(calleeAudio.port())));
        assertThat(result.join()).startsWith("+OK ");
        assertThat(under.control.event("PLAYBACK_START").get("Answer-State")).isEqualTo("early");
        callee.respond(invite, 480, "Temporarily Unavailable", Optional.empty());
        callee.expectRequest("ACK");
    }

    @Test
    void originateWaitsForTheAnswerWhereEarlyAudioIsIgnored() {
        CompletableFuture<String> result =
                under.later("originate {ignore_early_media=true}" + SwitchUnderTest.at(callee) + " &hangup(USER_BUSY)");
        String invite = callee.expectRequest("INVITE");
        callee.accepted(invite);
        callee.respond(invite, 183, "Session Progress", Optional.of(SipPhone.sdp(calleeAudio.port())));
        under.control.event("CHANNEL_PROGRESS_MEDIA");
        assertThat(result).isNotDone();
        callee.respond(invite, 200, "OK", Optional.of(SipPhone.sdp(calleeAudio.port())));
        callee.expectRequest("ACK");
        callee.respond(callee.expectRequest("BYE"), 200, "OK", Optional.empty());
        assertThat(result.join()).startsWith("+OK ");
    }
}
