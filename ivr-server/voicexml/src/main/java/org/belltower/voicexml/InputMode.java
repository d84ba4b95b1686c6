package org.belltower.voicexml;

import java.util.Locale;

/** How a caller gives input. Immutable. Spec: VoiceXML 2.0 §6.3.6, {@code inputmodes}. */
public enum InputMode {
    DTMF,
    VOICE;

    /** The word that documents see in {@code inputmode}: {@code dtmf} or {@code voice}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
