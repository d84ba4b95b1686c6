package org.belltower.voicexml.model;

import java.util.List;

/**
 * A {@code <filled>} of a form. Immutable. Spec: VoiceXML 2.0 §2.4.
 *
 * @param all whether all of the items must be filled, or one of them just now
 * @param names the input items; all of the form where empty
 */
public record Filled(boolean all, List<String> names, ExecutableContent content) {
    public Filled {
        names = List.copyOf(names);
    }
}
