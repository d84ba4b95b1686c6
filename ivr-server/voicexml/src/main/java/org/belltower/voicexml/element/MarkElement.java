package org.belltower.voicexml.element;

import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.XmlText;
import org.belltower.voicexml.model.SpeechPart;
import org.belltower.voicexml.script.Expression;

/** {@code <mark>}: a place in a prompt, told with what was heard. Spec: VoiceXML 2.1 §4; SSML 1.0 §3.3.2. */
final class MarkElement {
    private static final String RULE = "VoiceXML 2.1 §4";

    private MarkElement() {}

    static List<SpeechPart> compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "name", "nameexpr");
        compilation.exactlyOne(markup, RULE, "name", "nameexpr");
        Optional<Expression> expression = compilation.expression(markup, "nameexpr");
        if (expression.isPresent()) {
            return List.of((text, context) -> text.markup(tag(context.text(expression.get()))));
        }
        return List.of(new SpeechPart.Fixed(tag(markup.attribute("name").orElse(""))));
    }

    private static String tag(String name) {
        var tag = new StringBuilder("<mark name=\"");
        XmlText.escape(name, tag);
        return tag.append("\"/>").toString();
    }
}
