package org.belltower.voicexml.element;

import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ThrownEvent;
import org.belltower.voicexml.script.Expression;

/** An event that an element names, with its message, by text or by expression. Immutable. Spec: VoiceXML 2.0 §5.2.1. */
record EventSource(
        String event,
        Optional<Expression> eventExpression,
        Optional<String> message,
        Optional<Expression> messageExpression) {
    static EventSource compile(Markup markup, Compilation compilation) {
        return new EventSource(
                markup.attribute("event").orElse("").strip(),
                compilation.expression(markup, "eventexpr"),
                markup.attribute("message"),
                compilation.expression(markup, "messageexpr"));
    }

    ThrownEvent event(Context context) {
        return new ThrownEvent(
                eventExpression.map(context::text).orElse(event),
                message.or(() -> messageExpression.map(context::text)));
    }
}
