package org.belltower.voicexml.element;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.XmlText;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.SpeechPart;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.ScriptSession;

/**
 * {@code <audio>}: a recording, with what to say where it cannot be had. Immutable. Where the address is an expression, its
 * undefined value leaves the whole element out. Spec: VoiceXML 2.0 §4.1.3.
 *
 * <p>Deviates: audio that cannot be had and has nothing in its place is not left out with the rest of the prompt spoken: none of
 * the prompt is, and the line says {@code error.noresource}, because half a figure is a wrong figure.
 *
 * @param base what a relative address starts at; empty for that of the document that is active
 */
record AudioElement(Expression address, Optional<URI> base, List<SpeechPart> fallback) implements SpeechPart {
    private static final String RULE = "VoiceXML 2.0 §4.1.3";

    static List<SpeechPart> compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "src", "expr", "fetchhint", "fetchtimeout", "maxage", "maxstale");
        // The line brings the clip from where it lies at hand: these are checked, and nothing depends on them.
        FetchAttributes.compile(markup, compilation);
        compilation.exactlyOne(markup, RULE, "src", "expr");
        List<SpeechPart> fallback = compilation.speech(markup.content(), markup);
        Optional<Expression> address = compilation.expression(markup, "expr");
        if (address.isPresent()) {
            return List.of(new AudioElement(address.get(), compilation.promptBase(), fallback));
        }
        var parts = new ArrayList<SpeechPart>();
        parts.add(new SpeechPart.Fixed(open(source(markup, compilation))));
        parts.addAll(fallback);
        parts.add(new SpeechPart.Fixed("</audio>"));
        return parts;
    }

    private static String source(Markup markup, Compilation compilation) {
        String source = markup.attribute("src").orElse("");
        try {
            return UriReference.of(source).resolve(compilation.base()).toString();
        } catch (DialogEventException e) {
            compilation.error(markup.position(), "src: " + e.text(), RULE, "write a URI, such as prompt:welcome");
            return "";
        }
    }

    private static String open(String source) {
        var tag = new StringBuilder("<audio src=\"");
        XmlText.escape(source, tag);
        return tag.append("\">").toString();
    }

    @Override
    public void append(StringBuilder ssml, Context context) {
        Object value = context.evaluate(address);
        if (ScriptSession.isUndefined(value)) {
            return;
        }
        ssml.append(open(UriReference.of(context.scripts().text(value))
                .resolve(base.orElseGet(context::base))
                .toString()));
        fallback.forEach(part -> part.append(ssml, context));
        ssml.append("</audio>");
    }
}
