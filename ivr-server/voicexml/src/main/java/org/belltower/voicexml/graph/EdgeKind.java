package org.belltower.voicexml.graph;

import java.util.Locale;

/** How one place leads to another. */
public enum EdgeKind {
    /** {@code <goto>}. Spec: VoiceXML 2.0 §5.3.7. */
    GOTO,
    /** {@code <submit>}. Spec: VoiceXML 2.0 §5.3.8. */
    SUBMIT,
    /** {@code <link>}. Spec: VoiceXML 2.0 §2.5. */
    LINK,
    /** {@code <choice>}. Spec: VoiceXML 2.0 §2.2.2. */
    CHOICE,
    /** {@code <subdialog>}. Spec: VoiceXML 2.0 §2.3.4. */
    SUBDIALOG,
    /** {@code <throw>}, to the handler that takes it. Spec: VoiceXML 2.0 §5.2.1. */
    THROW,
    /** {@code <return>}, to the subdialog item that called. Spec: VoiceXML 2.0 §5.3.10. */
    RETURN,
    /** {@code <exit>}. Spec: VoiceXML 2.0 §5.3.9. */
    EXIT,
    /** {@code <disconnect>}. Spec: VoiceXML 2.0 §5.3.11. */
    DISCONNECT;

    /** The element's name, or the attribute's. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
