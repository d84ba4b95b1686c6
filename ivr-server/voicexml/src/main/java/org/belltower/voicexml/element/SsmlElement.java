package org.belltower.voicexml.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.XmlText;
import org.belltower.voicexml.model.SpeechPart;

/** The elements of SSML, which pass through as they are. Spec: VoiceXML 2.0 §4.1.1; SSML 1.0. */
final class SsmlElement {
    static final String NAMESPACE = "http://www.w3.org/2001/10/synthesis";
    static final Set<String> NAMES = Set.of(
            "break",
            "desc",
            "emphasis",
            "lexicon",
            "p",
            "paragraph",
            "phoneme",
            "prosody",
            "s",
            "say-as",
            "sentence",
            "sub",
            "voice");

    private SsmlElement() {}

    static List<SpeechPart> compile(Markup markup, Compilation compilation) {
        var open = new StringBuilder();
        XmlText.open(markup.name(), markup.attributes(), open);
        if (markup.content().isEmpty()) {
            return List.of(new SpeechPart.Fixed(open.append("/>").toString()));
        }
        var parts = new ArrayList<SpeechPart>();
        parts.add(new SpeechPart.Fixed(open.append('>').toString()));
        parts.addAll(compilation.speech(markup.content(), markup));
        parts.add(new SpeechPart.Fixed("</" + markup.name() + ">"));
        return parts;
    }

    /** Words. */
    static SpeechPart text(String text) {
        var ssml = new StringBuilder();
        XmlText.escape(text, ssml);
        return new SpeechPart.Fixed(ssml.toString());
    }
}
