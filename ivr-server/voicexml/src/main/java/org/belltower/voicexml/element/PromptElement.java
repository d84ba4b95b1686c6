package org.belltower.voicexml.element;

import java.net.URI;
import java.util.Optional;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Prompt;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.DialogEventException;

/** {@code <prompt>}: says something when its turn comes. Spec: VoiceXML 2.0 §4.1. */
final class PromptElement {
    private static final String RULE = "VoiceXML 2.0 §4.1";

    private PromptElement() {}

    static Prompt compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "bargein", "bargeintype", "cond", "count", "timeout", "version", "xmlns");
        var conditions = new Prompt.Conditions(
                compilation.count(markup, "VoiceXML 2.0 §4.1.6"),
                compilation.expression(markup, "cond"),
                compilation.truth(markup, "bargein", "VoiceXML 2.0 §4.1.5"),
                bargeinType(markup, compilation),
                compilation.time(markup, "timeout", "VoiceXML 2.0 §4.1.7"));
        return compilation.noted(new Prompt(
                conditions,
                markup.attribute("xml:lang").map(tag -> compilation.language(markup)),
                compilation.language(),
                inside(markup, compilation).speech(markup.content(), markup)));
    }

    private static Compilation inside(Markup markup, Compilation compilation) {
        return markup.attribute("xml:base")
                .map(text -> compilation.inPrompt(base(text, markup, compilation)))
                .orElse(compilation);
    }

    private static URI base(String text, Markup markup, Compilation compilation) {
        try {
            return UriReference.of(text).resolve(compilation.base());
        } catch (DialogEventException e) {
            compilation.error(markup.position(), "xml:base: " + e.text(), RULE, "write a URI");
            return compilation.base();
        }
    }

    private static Optional<BargeinType> bargeinType(Markup markup, Compilation compilation) {
        return markup.attribute("bargeintype").flatMap(text -> switch (text) {
            case "speech" -> Optional.of(BargeinType.SPEECH);
            case "hotword" -> Optional.of(BargeinType.HOTWORD);
            default -> {
                compilation.error(markup.position(), "bargeintype=\"" + text + "\"", RULE, "write speech or hotword");
                yield Optional.empty();
            }
        });
    }
}
