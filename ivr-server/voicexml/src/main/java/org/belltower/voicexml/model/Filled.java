package org.belltower.voicexml.model;

import java.util.List;
import java.util.Optional;

/**
 * A {@code <filled>}. Immutable. Spec: VoiceXML 2.0 §2.4.
 *
 * @param owner the input item that holds it; empty where the form does
 * @param all whether all of the items must be filled, or one of them just now
 * @param names the input items; all of the form where empty
 */
public record Filled(Optional<FormItem> owner, boolean all, List<String> names, ExecutableContent content) {
    public Filled {
        names = List.copyOf(names);
    }
}
