package org.belltower.voicexml.element;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.Expression;

/** {@code <exit>}: the end of the session. Immutable. Spec: VoiceXML 2.0 §5.3.9. */
record ExitElement(Optional<Expression> expr, List<Expression> namelist) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.0 §5.3.9";

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "expr", "namelist");
        compilation.atMostOne(markup, RULE, "expr", "namelist");
        return new ExitElement(compilation.expression(markup, "expr"), compilation.namelist(markup, "namelist"));
    }

    @Override
    public Transition execute(Context context) {
        var values = new HashMap<String, String>();
        expr.ifPresent(expression -> values.put("expr", context.text(expression)));
        context.variables(namelist)
                .forEach((name, value) -> values.put(name, context.scripts().json(value)));
        return new Transition.Exit(values);
    }
}
