package org.belltower.voicexml.element;

import java.util.HashMap;
import java.util.List;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.Expression;

/** {@code <disconnect>}: the end of the call. Immutable. Spec: VoiceXML 2.0 §5.3.11; VoiceXML 2.1 §7. */
record DisconnectElement(List<Expression> namelist) implements ExecutableContent {
    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "namelist");
        return new DisconnectElement(compilation.namelist(markup, "namelist"));
    }

    @Override
    public Transition execute(Context context) {
        var values = new HashMap<String, String>();
        context.variables(namelist)
                .forEach((name, value) -> values.put(name, context.scripts().json(value)));
        return new Transition.Disconnect(values);
    }
}
