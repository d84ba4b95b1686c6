package org.belltower.voicexml;

import java.util.Locale;

/** What becomes of the session where a call is transferred. Immutable. Spec: VoiceXML 2.0 §2.3.7; VoiceXML 2.1 §8. */
public enum TransferType {
    /** It ends at once, whatever becomes of the transfer. */
    BLIND,
    /** It goes on when the other party has gone. */
    BRIDGE,
    /** It ends where the other party answers, and goes on where not. */
    CONSULTATION;

    /** As documents write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
