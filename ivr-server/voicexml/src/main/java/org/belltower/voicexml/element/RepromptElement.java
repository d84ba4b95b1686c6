package org.belltower.voicexml.element;

import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;

/** {@code <reprompt>}: has the next item's prompts played after a handler. Immutable. Spec: VoiceXML 2.0 §5.3.6. */
record RepromptElement() implements ExecutableContent {
    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup);
        return new RepromptElement();
    }

    @Override
    public Transition execute(Context context) {
        context.reprompt();
        return Transition.NEXT;
    }
}
