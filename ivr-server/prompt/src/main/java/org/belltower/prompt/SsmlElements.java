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
import org.belltower.speech.Omissions;
import org.belltower.speech.Pronunciation;
import org.belltower.speech.Prosody;
import org.belltower.speech.XSampa;

/**
 * The elements of one document while it is read: each adds its segments. <em>Confined to the thread that reads the
 * document.</em>
 *
 * <p>Spec: SSML 1.0 §3. Deviates: {@code sensitive="true"} on any element is ours; what it holds is spoken but not kept. A
 * {@code say-as} that there is no readout for refuses the prompt: read somehow, a figure would be a wrong one.
 */
final class SsmlElements {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    private final XMLStreamReader xml;
    private final Readouts readouts;
    private final Omissions omissions;
    private List<Segment> segments;

    SsmlElements(XMLStreamReader xml, Readouts readouts, Omissions omissions, List<Segment> segments) {
        this.xml = xml;
        this.readouts = readouts;
        this.omissions = omissions;
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
            case "p", "paragraph" -> bounded(manner, depth, Breaks.PARAGRAPH);
            case "s", "sentence" -> bounded(manner, depth, Breaks.SENTENCE);
            case "break" -> {
                segments.add(Breaks.of(attribute("time"), attribute("strength")));
                skip();
            }
            case "mark" -> mark();
            case "sub" -> sub(manner);
            case "phoneme" -> phoneme(manner);
            case "voice" -> content(voice(manner), depth);
            case "say-as" -> sayAs(manner);
            case "audio" -> audio(manner, depth);
            case "prosody" -> prosody(manner, depth);
            case "emphasis" -> content(manner.with(emphasis(manner.prosody())), depth);
            case "meta", "metadata", "lexicon", "desc" -> skip();
            // speak and what is unknown
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

    private void sub(Manner manner) throws XMLStreamException {
        String alias = attribute("alias");
        if (alias.isBlank()) {
            segments.add(new Segment.Refused("a sub needs an alias, which is what is spoken"));
        } else {
            text(alias, manner);
        }
        skip();
    }

    /** Without a pronunciation that can be read it is its text; without a text the pronunciation stands for it in a transcript. */
    private void phoneme(Manner manner) throws XMLStreamException {
        String alphabet = attribute("alphabet").strip();
        String ph = attribute("ph").strip();
        // What is not of the alphabet is left as it is: no voice has such sounds, and the text is spoken.
        String sounds = alphabet.equals("x-sampa") ? XSampa.ipa(ph).orElse(ph) : ph;
        String text = collectText();
        Optional<Pronunciation.Alphabet> written = switch (alphabet) {
            case "", "ipa", "x-sampa" -> Optional.of(Pronunciation.Alphabet.IPA);
            case "x-pinyin" -> Optional.of(Pronunciation.Alphabet.PINYIN);
            default -> Optional.empty();
        };
        if (text.isBlank() && sounds.isEmpty()) {
            segments.add(new Segment.Refused("a phoneme needs its ph, or a text to be spoken without"));
            return;
        }
        if (sounds.isEmpty() || sounds.length() > Pronunciation.MAX_LENGTH || written.isEmpty()) {
            omissions.tell("a phoneme has a ph of 1 to " + Pronunciation.MAX_LENGTH
                    + " characters in the alphabet ipa, x-sampa or x-pinyin; one in '" + alphabet
                    + "' is spoken as its text");
            text(text.isBlank() ? sounds : text, manner);
            return;
        }
        switch (FreeText.words(text.isBlank() ? sounds : text, manner.language())) {
            case Reading.Words words ->
                segments.add(
                        new Segment.Words(words.text(), manner, Optional.of(new Pronunciation(written.get(), sounds))));
            case Reading.Refused refused -> segments.add(new Segment.Refused(refused.reason(), refused.wordless()));
        }
    }

    private Manner voice(Manner around) {
        VoiceAttributes.problem(attribute("gender"), attribute("age"), attribute("variant"))
                .ifPresent(omissions::tell);
        return around.by(VoiceAttributes.apply(
                around.voice(), attribute("name"), attribute("gender"), attribute("age"), attribute("variant")));
    }

    private void prosody(Manner around, int depth) throws XMLStreamException {
        ProsodyAttributes attributes = new ProsodyAttributes();
        Manner manner = around.with(attributes.apply(
                around.prosody(),
                attribute("rate"),
                attribute("pitch"),
                attribute("volume"),
                attribute("range"),
                attribute("contour")));
        attributes.problems().forEach(omissions::tell);
        String duration = attribute("duration");
        Optional<Duration> length = Breaks.length(duration);
        if (!duration.isBlank() && length.isEmpty()) {
            omissions.tell("'" + duration + "' is no duration of prosody; it is left out");
        }
        if (length.isEmpty()) {
            content(manner, depth);
        } else {
            timed(manner, length.get(), depth);
        }
    }

    /** Pauses and recordings have lengths of their own, and what is in several voices is several clips. */
    private void timed(Manner manner, Duration length, int depth) throws XMLStreamException {
        List<Segment> around = segments;
        segments = new ArrayList<>();
        content(manner, depth);
        List<Segment> held = segments;
        segments = around;
        List<Segment.Words> words = held.stream()
                .filter(Segment.Words.class::isInstance)
                .map(Segment.Words.class::cast)
                .toList();
        boolean oneClip = words.size() == held.size()
                && words.stream()
                        .allMatch(
                                part -> part.manner().goesWith(words.getFirst().manner()));
        if (oneClip && words.stream().anyMatch(part -> !part.text().isBlank())) {
            segments.add(new Segment.Timed(words, length));
        } else {
            omissions.tell("the duration of prosody is left out where it holds anything but words of one voice");
            segments.addAll(held);
        }
    }

    private Prosody emphasis(Prosody around) {
        return switch (attribute("level").strip()) {
            case "strong" ->
                around.atRate(around.rate() * 0.8).at(around.pitch().higherBy(1.08));
            case "", "moderate" ->
                around.atRate(around.rate() * 0.9).at(around.pitch().higherBy(1.04));
            case "reduced" ->
                around.atRate(around.rate() * 1.1).at(around.pitch().higherBy(0.96));
            case "none" -> around;
            default -> {
                omissions.tell("the level of emphasis is strong, moderate, none or reduced; another is left out");
                yield around;
            }
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
