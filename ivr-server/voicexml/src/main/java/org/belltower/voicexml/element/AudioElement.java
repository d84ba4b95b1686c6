package org.belltower.voicexml.element;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.fetch.PendingAudio;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.PromptText;
import org.belltower.voicexml.model.SpeechPart;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.ScriptSession;

/**
 * {@code <audio>}: a recording, with what to say where it cannot be had. Immutable. Spec: VoiceXML 2.0 §4.1.3.
 *
 * <p>Deviates: audio that cannot be had and has nothing in its place is not left out with the rest of the prompt spoken: none of
 * the prompt is, and the line says {@code error.noresource}, because half a figure is a wrong figure.
 */
record AudioElement(Address address, FetchAttributes attributes, List<SpeechPart> fallback) implements SpeechPart {
    private static final String RULE = "VoiceXML 2.0 §4.1.3";

    /** Where it is. */
    sealed interface Address {
        record Fixed(URI source) implements Address {}

        /** Starts at the document that is active when it is played. */
        record OfActiveDocument(UriReference reference) implements Address {}

        /**
         * An expression, whose undefined value leaves the whole element out.
         *
         * @param base what a relative address starts at; empty for that of the document that is active
         */
        record Computed(Expression expression, Optional<URI> base) implements Address {}
    }

    static List<SpeechPart> compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "src", "expr", "fetchhint", "fetchtimeout", "maxage", "maxstale");
        FetchAttributes attributes = FetchAttributes.compile(markup, compilation);
        compilation.exactlyOne(markup, RULE, "src", "expr");
        List<SpeechPart> fallback = compilation.speech(markup.content(), markup);
        Optional<Expression> address = compilation.expression(markup, "expr");
        if (address.isPresent()) {
            return List.of(new AudioElement(
                    new Address.Computed(address.get(), compilation.promptBase()), attributes, fallback));
        }
        URI source = source(markup, compilation);
        UriReference reference = UriReference.of(markup.attribute("src").orElse(""));
        if (compilation.startsAtActiveDocument() && reference.isRelative()) {
            return List.of(new AudioElement(new Address.OfActiveDocument(reference), attributes, fallback));
        }
        if (PendingAudio.isRemote(source)) {
            return List.of(new AudioElement(new Address.Fixed(source), attributes, fallback));
        }
        var parts = new ArrayList<SpeechPart>();
        parts.add(new SpeechPart.Fixed(QueuedPrompt.openAudio(source)));
        parts.addAll(fallback);
        parts.add(new SpeechPart.Fixed("</audio>"));
        return parts;
    }

    private static URI source(Markup markup, Compilation compilation) {
        String source = markup.attribute("src").orElse("");
        try {
            return UriReference.of(source).resolve(compilation.base());
        } catch (DialogEventException e) {
            compilation.error(markup.position(), "src: " + e.text(), RULE, "write a URI, such as prompt:welcome");
            return URI.create("");
        }
    }

    @Override
    public void append(PromptText text, Context context) {
        source(context).ifPresent(source -> {
            text.audio(source, attributes.pending(source, context));
            fallback.forEach(part -> part.append(text, context));
            text.markup("</audio>");
        });
    }

    private Optional<URI> source(Context context) {
        return switch (address) {
            case Address.Fixed(URI source) -> Optional.of(source);
            case Address.OfActiveDocument(UriReference reference) -> Optional.of(reference.resolve(context.base()));
            case Address.Computed(Expression expression, Optional<URI> base) -> {
                Object value = context.evaluate(expression);
                yield ScriptSession.isUndefined(value)
                        ? Optional.empty()
                        : Optional.of(
                                UriReference.of(context.scripts().text(value)).resolve(base.orElseGet(context::base)));
            }
        };
    }
}
