package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code deflect}: REFER out, with every way that a phone may take it. */
class DeflectTest {
    private static final String AGENT = "sip:agent@127.0.0.1:5099";

    private final SwitchUnderTest under = SwitchUnderTest.open(SwitchSettings.free(
            SwitchUnderTest.PASSWORD,
            Dialplan.empty()
                    .with("deflect", "answer", "deflect " + AGENT, "park")
                    .with("early", "deflect " + AGENT)
                    .with("goes-on", "answer", "set sip_refer_continue_after_reply=true", "deflect " + AGENT, "park")));
    private final SipPhone phone = SipPhone.udp(under.server);
    private String refer = "";

    @AfterEach
    void nothingIsLeft() {
        phone.close();
        under.close();
    }

    private void call(String number) {
        phone.call(number, 40000);
        refer = phone.expectRequest("REFER");
        assertThat(SipPhone.header(refer, "Refer-To")).contains(AGENT);
        assertThat(SipPhone.header(refer, "Referred-By")).contains("sip:");
    }

    private void notify(String fragment, String state) {
        phone.request(
                "NOTIFY",
                Optional.of(fragment + "\r\n"),
                "message/sipfrag;version=2.0",
                "Event: refer",
                "Subscription-State: " + state);
        phone.expect(200, "NOTIFY");
    }

    private ControlSocket.Frame hungUp() {
        phone.respond(phone.expectRequest("BYE"), 200, "OK", Optional.empty());
        ControlSocket.Frame end = under.control.event("CHANNEL_HANGUP_COMPLETE");
        assertThat(end.get("Hangup-Cause")).isEqualTo("BLIND_TRANSFER");
        return end;
    }

    @Test
    void targetThatAnswersTakesTheCall() {
        call("deflect");
        phone.respond(refer, 202, "Accepted", Optional.empty());
        notify("SIP/2.0 100 Trying", "active;expires=60");
        notify("SIP/2.0 180 Ringing", "active;expires=60");
        notify("SIP/2.0 200 OK", "terminated;reason=noresource");
        ControlSocket.Frame end = hungUp();
        assertThat(end.get("variable_sip_refer_status_code")).isEqualTo("202");
        assertThat(end.get("variable_sip_refer_target_provisional_status_code")).isEqualTo("180");
        assertThat(end.get("variable_sip_refer_target_status_code")).isEqualTo("200");
        assertThat(end.get("variable_sip_refer_reply")).isEqualTo("SIP/2.0 200 OK");
    }

    /** Spec: RFC 3515 §2.4.4. */
    @Test
    void answerThatTheOutcomeOvertakesIsWaitedFor() {
        call("deflect");
        notify("SIP/2.0 200 OK", "terminated;reason=noresource");
        phone.respond(refer, 202, "Accepted", Optional.empty());
        ControlSocket.Frame end = hungUp();
        assertThat(end.get("variable_sip_refer_status_code")).isEqualTo("202");
        assertThat(end.get("variable_sip_refer_target_status_code")).isEqualTo("200");
    }

    @Test
    void targetThatIsBusyIsToldAndTheCallEndsAllTheSame() {
        call("deflect");
        phone.respond(refer, 202, "Accepted", Optional.empty());
        notify("SIP/2.0 486 Busy Here", "terminated;reason=noresource");
        ControlSocket.Frame end = hungUp();
        assertThat(end.get("variable_sip_refer_target_status_code")).isEqualTo("486");
        assertThat(end.get("variable_sip_refer_reply")).isEqualTo("SIP/2.0 486 Busy Here");
    }

    @Test
    void refusedReferEndsTheCall() {
        call("deflect");
        phone.respond(refer, 603, "Decline", Optional.empty());
        ControlSocket.Frame end = hungUp();
        assertThat(end.get("variable_sip_refer_status_code")).isEqualTo("603");
        assertThat(end.get("variable_sip_refer_target_status_code")).isEmpty();
    }

    @Test
    void notifyThatSaysNothingReadableIsAnsweredAndIgnored() {
        call("deflect");
        phone.respond(refer, 202, "Accepted", Optional.empty());
        notify("HTTP/1.1 200 OK", "active;expires=60");
        notify("SIP/2.0 9999 What", "active;expires=60");
        phone.request("NOTIFY", Optional.empty(), "", "Event: refer", "Subscription-State: active");
        phone.expect(200, "NOTIFY");
        notify("SIP/2.0 503 Service Unavailable", "terminated;reason=noresource");
        assertThat(hungUp().get("variable_sip_refer_target_status_code")).isEqualTo("503");
    }

    @Test
    void callThatContinuesIsNeitherWaitedForNorHungUp() {
        call("goes-on");
        under.control.event("CHANNEL_PARK");
        phone.respond(refer, 202, "Accepted", Optional.empty());
        notify("SIP/2.0 200 OK", "terminated;reason=noresource");
        SwitchUnderTest.hangUp(phone);
        ControlSocket.Frame end = under.control.event("CHANNEL_HANGUP_COMPLETE");
        assertThat(end.get("Hangup-Cause")).isEqualTo("NORMAL_CLEARING");
        assertThat(end.get("variable_sip_refer_target_status_code")).isEqualTo("200");
    }

    @Test
    void callerThatHangsUpWhileItIsReferredEndsTheCall() {
        call("deflect");
        phone.respond(refer, 202, "Accepted", Optional.empty());
        SwitchUnderTest.hangUp(phone);
        assertThat(under.control.event("CHANNEL_HANGUP_COMPLETE").get("Hangup-Cause"))
                .isEqualTo("NORMAL_CLEARING");
    }

    @Test
    void unansweredCallIsRedirected() {
        phone.invite("early", 40000);
        assertThat(SipPhone.header(phone.expect(302, "INVITE"), "Contact")).contains(AGENT);
        phone.ackRefusal();
    }
}
