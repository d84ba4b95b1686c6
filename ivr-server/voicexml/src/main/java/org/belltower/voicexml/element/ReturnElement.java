package org.belltower.voicexml.element;

import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.ObjectValue;

/** {@code <return>}: the end of a subdialog, with values or with an event. Immutable. Spec: VoiceXML 2.0 §5.3.10. */
record ReturnElement(Optional<EventSource> event, List<Expression> namelist) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.0 §5.3.10";

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "event", "eventexpr", "message", "messageexpr", "namelist");
        compilation.atMostOne(markup, RULE, "event", "eventexpr", "namelist");
        compilation.atMostOne(markup, RULE, "message", "messageexpr");
        boolean throwing = markup.attribute("event").isPresent()
                || markup.attribute("eventexpr").isPresent();
        return new ReturnElement(
                throwing ? Optional.of(EventSource.compile(markup, compilation)) : Optional.empty(),
                compilation.namelist(markup, "namelist"));
    }

    @Override
    public Transition execute(Context context) {
        if (event.isPresent()) {
            return new Transition.ReturnEvent(event.get().event(context));
        }
        ObjectValue result = context.scripts().object();
        context.variables(namelist).forEach(result::with);
        return new Transition.Return(result.value());
    }
}
