package org.belltower.server.caller;

/** How a telephone sends its keys. <i>Immutable.</i> */
public enum KeyMethod {
    /** Telephone events in the RTP stream. Spec: RFC 4733. */
    RTP_EVENT,
    /** A SIP INFO with {@code application/dtmf-relay}. Spec: RFC 6086. */
    SIP_INFO,
    /** Tones in the audio. Spec: ITU-T Q.23. */
    TONES
}
