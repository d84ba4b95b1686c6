package org.belltower.voicexml.element;

import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.SpeechPart;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.VariableName;

/** {@code <foreach>}: the same for each element of an array. Immutable. Spec: VoiceXML 2.1 §6. */
record ForeachElement(String item, Optional<Expression> array, ExecutableContent content, Position at)
        implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.1 §6";

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        check(markup, compilation);
        return new ForeachElement(
                markup.attribute("item").orElse(""),
                compilation.expression(markup, "array"),
                compilation.steps(markup),
                markup.position());
    }

    static List<SpeechPart> compileSpeech(Markup markup, Compilation compilation) {
        check(markup, compilation);
        String item = markup.attribute("item").orElse("");
        Optional<Expression> array = compilation.expression(markup, "array");
        List<SpeechPart> parts = compilation.speech(markup.content(), markup);
        return List.of((text, context) -> {
            VariableName.declared(item, markup.position());
            for (Object element : elements(array, context)) {
                context.scope().put(item, element);
                parts.forEach(part -> part.append(text, context));
            }
        });
    }

    private static void check(Markup markup, Compilation compilation) {
        compilation.allow(markup, "item", "array");
        compilation.required(markup, "item", RULE);
        compilation.required(markup, "array", RULE);
        compilation.declares(markup, "item");
    }

    @Override
    public Transition execute(Context context) {
        VariableName.declared(item, at);
        for (Object element : elements(array, context)) {
            context.scope().put(item, element);
            Transition transition = content.execute(context);
            if (!(transition instanceof Transition.Next)) {
                return transition;
            }
        }
        return Transition.NEXT;
    }

    /** A copy, so that what the content does to the array has no effect on the round. */
    private static List<Object> elements(Optional<Expression> array, Context context) {
        return context.scripts().elements(context.evaluate(array.orElseThrow()));
    }
}
