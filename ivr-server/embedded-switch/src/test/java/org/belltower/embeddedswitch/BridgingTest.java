package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that are joined from outside: {@code uuid_bridge} and {@code intercept}, with the audio between them. */
class BridgingTest {
    private final SwitchUnderTest under = SwitchUnderTest.open(SwitchSettings.free(
            SwitchUnderTest.PASSWORD,
            Dialplan.empty().with("park", "answer", "park").with("ring", "ring_ready", "park")));
    private final SipPhone one = SipPhone.udp(under.server);
    private final SipPhone two = SipPhone.udp(under.server);
    private final SipPhone three = SipPhone.udp(under.server);
    private final PhoneAudio oneAudio = new PhoneAudio();
    private final PhoneAudio twoAudio = new PhoneAudio();

    @AfterEach
    void nothingIsLeft() {
        one.close();
        two.close();
        three.close();
        oneAudio.close();
        twoAudio.close();
        under.close();
    }

    private String answered() {
        return under.control.event("CHANNEL_ANSWER").get("Unique-ID");
    }

    /** The UUIDs of two calls that talk to each other: of phone one, which bridges, and of phone two. */
    private record Pair(String first, String second) {}

    private Pair joined() {
        String first = under.call(one, "park", oneAudio.port());
        String second = under.call(two, "park", 40000);
        under.control.api("uuid_bridge " + first + " " + second);
        under.control.event("CHANNEL_BRIDGE");
        return new Pair(first, second);
    }

    private static void answerBye(SipPhone phone) {
        phone.respond(phone.expectRequest("BYE"), 200, "OK", Optional.empty());
    }

    private static void pickedOff(SipPhone phone) {
        String bye = phone.expectRequest("BYE");
        assertThat(SipPhone.header(bye, "Reason")).contains("PICKED_OFF");
        phone.respond(bye, 200, "OK", Optional.empty());
    }

    private ControlSocket.Frame ended(String uuid) {
        return under.control.event(
                "end of " + uuid,
                frame -> frame.is("CHANNEL_HANGUP_COMPLETE")
                        && frame.get("Unique-ID").equals(uuid));
    }

    @Test
    void twoCallsHearEachOtherAndEndTogether() {
        int onePort = SipPhone.rtpPort(one.call("park", oneAudio.port()));
        String first = answered();
        int twoPort = SipPhone.rtpPort(two.call("park", twoAudio.port()));
        String second = answered();
        assertThat(under.control.api("uuid_bridge " + first + " " + second)).isEqualTo("+OK " + second + "\n");
        ControlSocket.Frame bridge = under.control.event("CHANNEL_BRIDGE");
        assertThat(bridge.get("Bridge-A-Unique-ID")).isEqualTo(first);
        assertThat(bridge.get("Bridge-B-Unique-ID")).isEqualTo(second);
        assertThat(bridge.get("Other-Leg-Unique-ID")).isEqualTo(second);
        assertThat(oneAudio.reaches(onePort, twoAudio, twoPort)).isTrue();
        assertThat(twoAudio.reaches(twoPort, oneAudio, onePort)).isTrue();
        SwitchUnderTest.hangUp(one);
        answerBye(two);
        under.control.event("CHANNEL_UNBRIDGE");
        assertThat(ended(second).get("Hangup-Cause")).isEqualTo("NORMAL_CLEARING");
    }

    @Test
    void callWithoutAudioIsAnsweredByTheOneThatHasIt() {
        one.invite("ring", oneAudio.port());
        one.expect(180, "INVITE");
        String ringing = under.nextCall();
        int twoPort = SipPhone.rtpPort(two.call("park", twoAudio.port()));
        String talking = answered();
        assertThat(under.control.api("uuid_bridge " + ringing + " " + talking)).isEqualTo("+OK " + talking + "\n");
        int onePort = SipPhone.rtpPort(one.expect(200, "INVITE"));
        one.ack(Optional.empty());
        assertThat(under.control.event("CHANNEL_BRIDGE").get("Bridge-A-Unique-ID"))
                .isEqualTo(talking);
        assertThat(twoAudio.reaches(twoPort, oneAudio, onePort)).isTrue();
        SwitchUnderTest.hangUp(two);
        answerBye(one);
    }

    @Test
    void whatCannotBeBridgedIsAnInvalidUuid() {
        one.invite("ring", oneAudio.port());
        one.expect(180, "INVITE");
        String first = under.nextCall();
        two.invite("ring", twoAudio.port());
        two.expect(180, "INVITE");
        String second = under.nextCall();
        assertThat(under.control.api("uuid_bridge " + first + " " + second)).isEqualTo("-ERR Invalid uuid\n");
        assertThat(under.control.api("uuid_bridge " + first + " nobody")).isEqualTo("-ERR Invalid uuid\n");
        assertThat(under.control.api("uuid_bridge nobody " + second)).isEqualTo("-ERR Invalid uuid\n");
        assertThat(under.control.api("uuid_bridge " + first)).startsWith("-USAGE: ");
        for (SipPhone phone : new SipPhone[] {one, two}) {
            phone.cancel();
            phone.expect(487, "INVITE");
            phone.ackRefusal();
        }
    }

    @Test
    void anotherIsBridgedWhereTheFirstIsGone() {
        one.call("park", oneAudio.port());
        String first = answered();
        two.call("park", twoAudio.port());
        String second = answered();
        assertThat(under.control.api("uuid_bridge " + first + " nobody " + second))
                .isEqualTo("+OK " + second + "\n");
        under.control.event("CHANNEL_BRIDGE");
        SwitchUnderTest.hangUp(two);
        answerBye(one);
    }

    @Test
    void interceptTakesACallFromTheOneThatItTalksTo() {
        Pair joined = joined();
        three.call("park", twoAudio.port());
        String third = answered();
        under.execute(third, "intercept", joined.first(), "pick");
        pickedOff(two);
        ControlSocket.Frame bridge = under.control.event("CHANNEL_BRIDGE");
        assertThat(bridge.get("Bridge-A-Unique-ID")).isEqualTo(third);
        assertThat(bridge.get("Bridge-B-Unique-ID")).isEqualTo(joined.first());
        SwitchUnderTest.hangUp(three);
        answerBye(one);
    }

    @Test
    void interceptTakesTheOtherLegOfABridge() {
        Pair joined = joined();
        three.call("park", twoAudio.port());
        String third = answered();
        under.execute(third, "intercept", "-bleg " + joined.first(), "pick");
        pickedOff(one);
        assertThat(under.control.event("CHANNEL_BRIDGE").get("Bridge-B-Unique-ID"))
                .isEqualTo(joined.second());
        SwitchUnderTest.hangUp(three);
        answerBye(two);
    }

    @Test
    void otherLegThatIsTransferredLeavesTheBridge() {
        Pair joined = joined();
        assertThat(under.control.api("uuid_transfer " + joined.second() + " park"))
                .isEqualTo("+OK\n");
        under.control.event("CHANNEL_UNBRIDGE");
        answerBye(one);
        assertThat(under.control.api("uuid_exists " + joined.second())).isEqualTo("true");
        SwitchUnderTest.hangUp(two);
    }

    @Test
    void interceptLeavesAloneWhatIsNotThereOrNotWanted() {
        one.call("park", oneAudio.port());
        String first = answered();
        three.call("park", twoAudio.port());
        String third = answered();
        under.execute(third, "intercept", "nobody", "nobody");
        assertThat(under.control.completed("nobody").get("Application-Response"))
                .isEqualTo("-ERR no such channel");
        under.execute(third, "intercept", "-bleg " + first, "alone");
        assertThat(under.control.completed("alone").get("Application-Response")).isEqualTo("-ERR no such channel");
        under.control.api("uuid_setvar " + third + " intercept_unanswered_only true");
        under.execute(third, "intercept", first, "answered");
        assertThat(under.control.completed("answered").get("Application-Response"))
                .isEqualTo("-ERR no such channel");
        SwitchUnderTest.hangUp(one);
        SwitchUnderTest.hangUp(three);
    }
}
