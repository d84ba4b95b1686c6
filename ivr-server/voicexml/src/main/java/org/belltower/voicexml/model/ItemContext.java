package org.belltower.voicexml.model;

import java.time.Instant;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.script.VariableScope;

/** What a form item may do besides what all elements may. Confined to the call's thread. */
public interface ItemContext extends Context {
    FormItem item();

    /** Sets the item's variable. */
    void fill(Object value);

    /** Sets a property of the item's shadow variable, such as {@code duration}; what is undefined is left out. */
    void shadow(String property, Object value);

    /** Runs content in an anonymous scope of its own. */
    Transition run(ExecutableContent content);

    /** Plays what is queued and waits for input that an active grammar accepts. */
    InputResult listen();

    /** What is listened for while this item waits: the active grammars and the properties that rule over them. */
    InputRequest listening();

    /** Plays what is queued, then records. */
    RecordResult record(RecordRequest request);

    /** Plays what is queued, then transfers the call. */
    TransferResult transfer(TransferRequest request);

    /** Whether the input, heard as {@link #listening} says, is for this item itself. */
    boolean isOwn(InputResult.Matched input);

    /** Sets {@code application.lastresult$}, and what describes the input in the item's shadow variable. */
    void describe(InputResult.Matched input);

    /** The moment, for platform objects. */
    Instant now();

    /** Runs a dialog in a context of its own. Spec: VoiceXML 2.0 §2.3.4. */
    Transition call(Transition target, VariableScope parameters);
}
