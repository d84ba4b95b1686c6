package org.belltower.embeddedswitch.sip;

/**
 * One side of a call as SIP sees it. What happens on it is told to the sink given when it was made.
 *
 * <p><em>Thread-safe.</em> Ended by {@link #hangUp}, by the other side, or by a refusal; there is nothing to close.
 * What cannot be sent is logged: after {@link #hangUp} the leg has ended all the same, without a refresh it ends when the
 * session expires.
 */
public sealed interface SipLeg permits InboundLeg, OutboundLeg {

    /** The Call-ID. */
    String callId();

    /** Ends the call by the message that fits its state: a final response, CANCEL or BYE. Repeating does nothing. */
    void hangUp(HangupCause cause);

    /** Refreshes the session by UPDATE, or by a re-INVITE with this description where the peer has no UPDATE. */
    void refresh(byte[] sdp);

    /** Asks the other side to call {@code target} (a SIP URI). Spec: RFC 3515. */
    void refer(String target);

    /** Sends a key as {@code application/dtmf-relay}. */
    void sendKey(char key, int milliseconds);
}
