package org.belltower.voicexml.element;

import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;

/** {@code <throw>}: an event of the document's own or one that is defined. Immutable. Spec: VoiceXML 2.0 §5.2.1. */
record ThrowElement(EventSource event) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.0 §5.2.1";

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "event", "eventexpr", "message", "messageexpr");
        compilation.exactlyOne(markup, RULE, "event", "eventexpr");
        compilation.atMostOne(markup, RULE, "message", "messageexpr");
        return new ThrowElement(EventSource.compile(markup, compilation));
    }

    @Override
    public Transition execute(Context context) {
        return new Transition.Throw(event.event(context));
    }
}
