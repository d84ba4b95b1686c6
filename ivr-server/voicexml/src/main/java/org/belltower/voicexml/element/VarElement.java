package org.belltower.voicexml.element;

import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.ScriptSession;
import org.belltower.voicexml.script.VariableName;
import org.belltower.voicexml.script.VariableScope;

/**
 * {@code <var>}: declares a variable in the innermost scope. Immutable. A subdialog's parameter of its name takes the place of
 * its {@code expr}. Spec: VoiceXML 2.0 §5.3.1, §2.3.4.
 */
record VarElement(String name, Optional<Expression> expr, Position at) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.0 §5.3.1";

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "name", "expr");
        String name = compilation.required(markup, "name", RULE);
        compilation.declares(markup, "name");
        return new VarElement(name, compilation.expression(markup, "expr"), markup.position());
    }

    @Override
    public Transition execute(Context context) {
        VariableName.declared(name, at);
        Optional<VariableScope> given = context.parameters().filter(parameters -> parameters.declares(name));
        Object value;
        if (given.isPresent()) {
            value = given.get().get(name);
        } else if (expr.isPresent()) {
            value = context.evaluate(expr.get());
        } else if (context.scope().declares(name)) {
            // Declaring again without a value leaves the value that is there, as in ECMAScript.
            return Transition.NEXT;
        } else {
            value = ScriptSession.undefined();
        }
        context.scope().put(name, value);
        return Transition.NEXT;
    }
}
