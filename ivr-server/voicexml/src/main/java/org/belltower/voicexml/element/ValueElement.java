package org.belltower.voicexml.element;

import java.util.List;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.PromptText;
import org.belltower.voicexml.model.SpeechPart;
import org.belltower.voicexml.script.Expression;

/** {@code <value>}: the text of an expression. Immutable. Spec: VoiceXML 2.0 §4.1.4. */
record ValueElement(Expression expr) implements SpeechPart {
    private static final String RULE = "VoiceXML 2.0 §4.1.4";

    static List<SpeechPart> compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "expr");
        compilation.required(markup, "expr", RULE);
        return compilation
                .expression(markup, "expr")
                .map(expr -> List.<SpeechPart>of(new ValueElement(expr)))
                .orElse(List.of());
    }

    @Override
    public void append(PromptText text, Context context) {
        text.words(context.text(expr));
    }
}
