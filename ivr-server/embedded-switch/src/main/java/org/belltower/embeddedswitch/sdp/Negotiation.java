package org.belltower.embeddedswitch.sdp;

/** The outcome of one step of offer and answer. *Immutable.* Spec: RFC 3264. */
public sealed interface Negotiation {
    /**
     * Agreed.
     *
     * @param local what this end says: the answer to send, or the own offer that was answered
     * @param audio what the media is to do
     */
    record Agreed(SessionDescription local, NegotiatedAudio audio) implements Negotiation {}

    /** Nothing in common: 488 Not Acceptable Here. The text says what was offered. */
    record NoCommonCodec(String offered) implements Negotiation {}

    /** Well-formed, but not usable (no audio line accepted, an address that does not resolve or cannot be reached): 488, with the reason. */
    record Unusable(String reason) implements Negotiation {}
}
