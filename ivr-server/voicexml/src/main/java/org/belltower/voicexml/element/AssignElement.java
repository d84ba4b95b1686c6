package org.belltower.voicexml.element;

import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.VariableName;

/** {@code <assign>}: sets a variable that has been declared. Immutable. Spec: VoiceXML 2.0 §5.3.2. */
record AssignElement(Optional<VariableName> name, String text, Expression assignment) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.0 §5.3.2";

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "name", "expr");
        String text = compilation.required(markup, "name", RULE).strip();
        String source = compilation.required(markup, "expr", RULE);
        Optional<VariableName> name = VariableName.parse(text);
        Expression assignment = name.isPresent()
                ? compilation.assignment(text, source, markup.position())
                : compilation.expression(source, markup.position());
        return new AssignElement(name, text, assignment);
    }

    @Override
    public Transition execute(Context context) {
        VariableName target = name.orElseThrow(
                () -> DialogEventException.semantic(assignment.position() + ": \"" + text + "\" is no variable"));
        context.scripts().assign(target, assignment, context.scope());
        return Transition.NEXT;
    }
}
