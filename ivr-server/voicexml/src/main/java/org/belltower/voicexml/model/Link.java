package org.belltower.voicexml.model;

import java.util.List;

/** A {@code <link>}: input that leads elsewhere wherever the dialog stands. Immutable. Spec: VoiceXML 2.0 §2.5. */
public record Link(List<GrammarReference> grammars, ExecutableContent action) {
    public Link {
        grammars = List.copyOf(grammars);
    }
}
