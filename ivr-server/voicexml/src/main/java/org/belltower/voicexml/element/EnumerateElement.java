package org.belltower.voicexml.element;

import java.util.List;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Node;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.Enumerated;
import org.belltower.voicexml.model.PromptText;
import org.belltower.voicexml.model.SpeechPart;

/**
 * {@code <enumerate>}: says all choices of a menu or options of a field, by a template or by itself. Immutable.
 * Spec: VoiceXML 2.0 §2.2.4, §2.3.1.3.
 */
record EnumerateElement(List<SpeechPart> template) implements SpeechPart {
    static List<SpeechPart> compile(Markup markup, Compilation compilation) {
        compilation.allow(markup);
        boolean blank = markup.content().stream().allMatch(node -> node instanceof Node.Text text && text.blank());
        return List.of(new EnumerateElement(blank ? List.of() : compilation.speech(markup.content(), markup)));
    }

    @Override
    public void append(PromptText text, Context context) {
        for (Enumerated choice : context.choices()) {
            if (template.isEmpty()) {
                text.words(choice.prompt());
                text.markup(". ");
            } else {
                context.scope().put("_prompt", choice.prompt());
                context.scope().put("_dtmf", choice.dtmf());
                template.forEach(part -> part.append(text, context));
            }
        }
    }
}
