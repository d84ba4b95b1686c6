package org.belltower.prompt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.belltower.prompt.readout.FreeText;
import org.belltower.prompt.readout.Reading;
import org.belltower.prompt.readout.Readouts;
import org.belltower.speech.Prosody;

/**
 * The elements of one document while it is read: each adds its segments. <em>Confined to the thread that reads the
 * document.</em>
 *
 * <p>Spec: SSML 1.0 §3. Deviates: {@code sensitive="true"} on any element is ours; what it holds is spoken but not kept.
 */
final class SsmlElements {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    private final XMLStreamReader xml;
    private final Readouts readouts;
    private List<Segment> segments;

    SsmlElements(XMLStreamReader xml, Readouts readouts, List<Segment> segments) {
        this.xml = xml;
        this.readouts = readouts;
        this.segments = segments;
    }

    /** From the start tag, where the reader stands, to the end tag. */
    void element(Manner around, int depth) throws XMLStreamException {
        if (depth > SsmlReader.MAX_DEPTH) {
            throw new XMLStreamException("nested deeper than " + SsmlReader.MAX_DEPTH, xml.getLocation());
        }
        Manner manner = attribute("sensitive").equals("true") ? around.asSensitive() : around;
        String tag = xmlLang();
        Optional<Locale> language = tag.isEmpty() ? Optional.of(manner.language()) : locale(tag);
        if (language.isEmpty()) {
            segments.add(new Segment.Refused("xml:lang is no language tag such as zh-CN"));
            skip();
            return;
        }
        known(manner.in(language.get()), depth);
    }

    private void known(Manner manner, int depth) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "p" -> bounded(manner, depth, Breaks.PARAGRAPH);
            case "s" -> bounded(manner, depth, Breaks.SENTENCE);
            case "break" -> {
                segments.add(Breaks.of(attribute("time"), attribute("strength")));
                skip();
            }
            case "mark" -> mark();
            case "sub" -> {
                text(attribute("alias"), manner);
                skip();
            }
            case "say-as" -> sayAs(manner);
            case "audio" -> audio(manner, depth);
            case "prosody" -> content(manner.with(prosody(manner.prosody())), depth);
            case "emphasis" -> content(manner.with(emphasis(manner.prosody())), depth);
            case "meta", "metadata", "lexicon", "desc" -> skip();
            // speak, voice, phoneme (its text: no engine here takes the phonemes) and what is unknown
            default -> content(manner, depth);
        }
    }

    private void content(Manner manner, int depth) throws XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                    text(xml.getText(), manner);
                case XMLStreamReader.START_ELEMENT -> element(manner, depth + 1);
                case XMLStreamReader.END_ELEMENT -> {
                    return;
                }
                case XMLStreamReader.ENTITY_REFERENCE ->
                    segments.add(new Segment.Refused(
                            "the SSML has an entity other than &amp; &lt; &gt; &quot; &apos;; write the character"));
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
    }

    private void text(String text, Manner manner) {
        segments.add(
                switch (FreeText.words(text, manner.language())) {
                    case Reading.Words words -> new Segment.Words(words.text(), manner);
                    case Reading.Refused refused -> new Segment.Refused(refused.reason(), refused.wordless());
                });
    }

    private void bounded(Manner manner, int depth, Duration breath) throws XMLStreamException {
        segments.add(new Segment.Boundary(breath));
        content(manner, depth);
        segments.add(new Segment.Boundary(breath));
    }

    private void mark() throws XMLStreamException {
        String name = attribute("name");
        segments.add(name.isBlank() ? new Segment.Refused("a mark needs a name") : new Segment.Marker(name));
        skip();
    }

    private void sayAs(Manner manner) throws XMLStreamException {
        String interpretAs = attribute("interpret-as");
        String format = attribute("format");
        String value = collectText();
        segments.add(
                switch (readouts.read(interpretAs, value, format, manner.language())) {
                    case Reading.Words words -> new Segment.Words(words.text(), manner);
                    case Reading.Refused refused ->
                        new Segment.Refused(interpretAs + ": " + refused.reason(), refused.wordless());
                });
    }

    private void audio(Manner manner, int depth) throws XMLStreamException {
        String source = attribute("src");
        List<Segment> around = segments;
        segments = new ArrayList<>();
        content(manner, depth);
        around.add(new Segment.Audio(source, manner, segments));
        segments = around;
    }

    private Prosody prosody(Prosody around) {
        return ProsodyAttributes.apply(around, attribute("rate"), attribute("pitch"), attribute("volume"));
    }

    private Prosody emphasis(Prosody around) {
        return switch (attribute("level")) {
            case "strong" -> ProsodyAttributes.apply(around, "-20%", "+8%", "");
            case "", "moderate" -> ProsodyAttributes.apply(around, "-10%", "+4%", "");
            default -> around;
        };
    }

    /** All text inside the element; elements inside it say nothing of their own. */
    private String collectText() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int open = 1;
        while (open > 0) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> open++;
                case XMLStreamReader.END_ELEMENT -> open--;
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                    text.append(xml.getText());
                case XMLStreamReader.ENTITY_REFERENCE -> text.append('\uFFFD');
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        return text.toString();
    }

    private void skip() throws XMLStreamException {
        collectText();
    }

    private String attribute(String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).orElse("");
    }

    private String xmlLang() {
        return Optional.ofNullable(xml.getAttributeValue(XML, "lang"))
                .orElse("")
                .strip();
    }

    private static Optional<Locale> locale(String tag) {
        try {
            return Optional.of(new Locale.Builder().setLanguageTag(tag).build())
                    .filter(locale -> !locale.getLanguage().isEmpty());
        } catch (IllformedLocaleException noTag) {
            return Optional.empty();
        }
    }
}
