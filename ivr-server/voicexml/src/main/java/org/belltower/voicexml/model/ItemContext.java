package org.belltower.voicexml.model;

import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.script.VariableScope;

/** What a form item may do besides what all elements may. Confined to the call's thread. */
public interface ItemContext extends Context {
    FormItem item();

    /** Sets the item's variable. */
    void fill(Object value);

    /** Runs content in an anonymous scope of its own. */
    Transition run(ExecutableContent content);

    /** Plays what is queued and waits for input that an active grammar accepts. */
    InputResult listen();

    /** Runs a dialog in a context of its own. Spec: VoiceXML 2.0 §2.3.4. */
    Transition call(Transition target, VariableScope parameters);
}
