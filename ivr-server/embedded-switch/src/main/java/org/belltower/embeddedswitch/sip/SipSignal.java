package org.belltower.embeddedswitch.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the SIP agent tells a channel. Delivered on the agent's threads; the receiver only enqueues.
 *
 * <p><em>Immutable.</em> Session descriptions are bytes as received: they come from strangers and are parsed later.
 */
public sealed interface SipSignal {

    /** A provisional response to our INVITE (180, 183 …). */
    record Progress(int status, Optional<byte[]> sdp) implements SipSignal {}

    /** Our INVITE was answered; the ACK has been sent. */
    record Answered(Optional<byte[]> sdp) implements SipSignal {}

    /** Our INVITE was refused, redirected ({@code contacts}) or timed out (408). */
    record Refused(int status, String phrase, Optional<HangupCause> reason, List<String> contacts)
            implements SipSignal {}

    /** The ACK to our 2xx came, with the answer when the offer was ours. */
    record Acknowledged(Optional<byte[]> sdp) implements SipSignal {}

    /** No ACK came in time; a BYE has been sent. Spec: RFC 3261 §13.3.1.4. */
    record NotAcknowledged() implements SipSignal {}

    /** The caller gave up before the answer; 487 has been sent. */
    record Cancelled(Optional<HangupCause> reason) implements SipSignal {}

    /** The other side hung up; 200 has been sent. */
    record HungUp(Optional<HangupCause> reason) implements SipSignal {}

    /** A new offer (or a request for one) within the dialog, to be answered through {@code offer}. */
    record Reoffered(Optional<byte[]> sdp, Reoffer offer) implements SipSignal {}

    /** A key by INFO. */
    record KeyByInfo(char key, Duration length) implements SipSignal {
        /** A key may be part of a secret, so it never shows. */
        @Override
        public String toString() {
            return "KeyByInfo[•, " + length + "]";
        }
    }

    /** The session must be refreshed now. Spec: RFC 4028 §7.2. */
    record RefreshDue() implements SipSignal {}

    /** The other side has let the session expire; the call must end. Spec: RFC 4028 §10. */
    record SessionExpired() implements SipSignal {}

    /** Our REFER was answered, finally. Spec: RFC 3515 §2.4.2. */
    record ReferAnswered(int status) implements SipSignal {}

    /** How far the target of our REFER has got; {@code status} ≥ 200 is final. Spec: RFC 3515 §2.4.4. */
    record ReferProgress(int status, String reply) implements SipSignal {}
}
