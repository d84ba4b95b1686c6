package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.embeddedswitch.sip.SipSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Session timers and offers that cross: RFC 4028 §6, §7.4; RFC 3261 §14. */
class SessionRefreshTest {
    private final SwitchUnderTest under = SwitchUnderTest.open(
            SwitchSettings.free(SwitchUnderTest.PASSWORD, Dialplan.empty().with("park", "answer", "park"))
                    .withSip(SipSettings.of("127.0.0.1", 0)
                            .withSessionIntervals(Duration.ofSeconds(2), Duration.ofSeconds(2))));
    private final SipPhone phone = SipPhone.udp(under.server);

    @AfterEach
    void nothingIsLeft() {
        phone.close();
        under.close();
    }

    /** With an interval in which no other refresh falls due. */
    private static void answer(SipPhone phone, String invite) {
        phone.respond(invite, 200, "OK", Optional.of(SipPhone.sdp(40000)), "Session-Expires: 1800;refresher=uac");
    }

    /** A call in which the switch refreshes, by INVITE because the phone does not know UPDATE. */
    private void callThatWeRefresh() {
        phone.invite(
                "park",
                Optional.of(SipPhone.sdp(40000)),
                "Session-Expires: 2;refresher=uas",
                "Supported: timer",
                "Allow: INVITE, ACK, BYE, CANCEL");
        phone.expect(200, "INVITE");
        phone.ack(Optional.empty());
    }

    @Test
    void offerThatCrossedThePeersIsMadeAgainAfterAWhile() {
        callThatWeRefresh();
        String first = phone.expectRequest("INVITE");
        phone.respond(first, 491, "Request Pending", Optional.empty());
        phone.expectRequest("ACK");
        String second = phone.expectRequest("INVITE");
        assertThat(SipPhone.header(second, "CSeq")).isNotEqualTo(SipPhone.header(first, "CSeq"));
        answer(phone, second);
        phone.expectRequest("ACK");
        SwitchUnderTest.hangUp(phone);
    }

    @Test
    void thePeersOfferWhileOursIsPendingIs491AndTheCallGoesOn() {
        callThatWeRefresh();
        String ours = phone.expectRequest("INVITE");
        phone.reinvite(Optional.of(SipPhone.sdp(40000)));
        phone.expect(491, "INVITE");
        phone.ackRefusal();
        answer(phone, ours);
        phone.expectRequest("ACK");
        phone.reinvite(Optional.of(SipPhone.sdp(40000, "sendonly")));
        phone.expect(200, "INVITE");
        phone.ack(Optional.empty());
        SwitchUnderTest.hangUp(phone);
    }

    @Test
    void callThatCannotBeRefreshedEndsWhenItsSessionExpires() {
        phone.contactAt("127.0.0.1:1");
        callThatWeRefresh();
        assertThat(under.control.event("CHANNEL_HANGUP").get("Hangup-Cause")).isEqualTo("RECOVERY_ON_TIMER_EXPIRE");
    }

    @Test
    void refreshThatIsTooShortIsMadeAgainWithThePeersInterval() {
        callThatWeRefresh();
        String first = phone.expectRequest("INVITE");
        phone.respond(first, 422, "Session Interval Too Small", Optional.empty(), "Min-SE: 7");
        phone.expectRequest("ACK");
        String second = phone.expectRequest("INVITE");
        assertThat(SipPhone.header(second, "Session-Expires")).startsWith("7;");
        answer(phone, second);
        phone.expectRequest("ACK");
        SwitchUnderTest.hangUp(phone);
    }

    @Test
    void callThatAskedForTooShortAnIntervalIsMadeAgain() {
        CompletableFuture<String> result =
                under.later("originate " + SwitchUnderTest.at(phone) + " &hangup(USER_BUSY)");
        String first = phone.expectRequest("INVITE");
        assertThat(SipPhone.header(first, "Session-Expires")).isEqualTo("2");
        phone.respond(first, 422, "Session Interval Too Small", Optional.empty(), "Min-SE: 90");
        phone.expectRequest("ACK");
        String second = phone.expectRequest("INVITE");
        assertThat(SipPhone.header(second, "Session-Expires")).isEqualTo("90");
        assertThat(SipPhone.header(second, "Call-ID")).isEqualTo(SipPhone.header(first, "Call-ID"));
        assertThat(SipPhone.header(second, "CSeq")).isEqualTo("2 INVITE");
        phone.accepted(second);
        phone.respond(second, 200, "OK", Optional.of(SipPhone.sdp(40000)));
        phone.expectRequest("ACK");
        phone.respond(phone.expectRequest("BYE"), 200, "OK", Optional.empty());
        assertThat(result.join()).startsWith("+OK ");
    }

    @Test
    void callThatIsTooShortWithoutAReasonFails() {
        CompletableFuture<String> result = under.later("originate " + SwitchUnderTest.at(phone) + " &park");
        phone.respond(phone.expectRequest("INVITE"), 422, "Session Interval Too Small", Optional.empty());
        phone.expectRequest("ACK");
        assertThat(result.join()).startsWith("-ERR ");
        assertThat(phone.hasCome("INVITE")).isFalse();
    }
}
