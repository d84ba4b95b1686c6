package org.belltower.voicexml.model;

import java.util.Map;
import java.util.Optional;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.fetch.FetchRequest;

/** Where executable content leads. Immutable. */
public sealed interface Transition {
    /** On to the content that follows. */
    Next NEXT = new Next();

    record Next() implements Transition {}

    /** Another form item of this dialog. Spec: VoiceXML 2.0 §5.3.7. */
    record ToItem(String name) implements Transition {}

    /** Another dialog of this document; its variables stay. */
    record ToDialog(String id) implements Transition {}

    /** The form whose grammar has matched this input. Spec: VoiceXML 2.0 §3.1.3. */
    record ToForm(Dialog form, InputResult.Matched input) implements Transition {}

    /**
     * Another document, or this one anew.
     *
     * @param dialog which of its dialogs, the first where empty
     * @param submitted whether it is a submit, which begins its application anew where it is that application's root
     */
    record ToDocument(FetchRequest request, Optional<String> dialog, boolean submitted) implements Transition {}

    /** An event. Spec: VoiceXML 2.0 §5.2.1. */
    record Throw(ThrownEvent event) implements Transition {}

    /** The end of the session. Spec: VoiceXML 2.0 §5.3.9. */
    record Exit(Map<String, String> values) implements Transition {}

    /** The end of the call, not yet of the session. Spec: VoiceXML 2.0 §5.3.11. */
    record Disconnect(Map<String, String> values) implements Transition {}

    /** The end of a subdialog with a result. Spec: VoiceXML 2.0 §5.3.10. */
    record Return(Object value) implements Transition {}

    /** The end of a subdialog with an event. Spec: VoiceXML 2.0 §5.3.10. */
    record ReturnEvent(ThrownEvent event) implements Transition {}

    static Transition event(String name, String message) {
        return new Throw(new ThrownEvent(name, Optional.of(message)));
    }
}
