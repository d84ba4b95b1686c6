package org.belltower.prompt;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.belltower.prompt.readout.Readouts;
import org.belltower.speech.Omissions;

/**
 * Reads a {@code speak} document into segments. <em>Thread-safe.</em> Whatever is wrong with the document becomes a
 * {@link Segment.Refused}: it never throws for it. Document types and entities other than XML's own are refused; depth and
 * size are limited, so no document costs more than its own length.
 *
 * <p>Spec: SSML 1.0 §3. Deviates: elements it does not know are spoken as their text, because a caller is better served by
 * the words than by an error.
 */
final class SsmlReader {
    /** Characters; the longest text that a synthesiser takes is shorter. */
    static final int MAX_LENGTH = 64 * 1024;

    static final int MAX_DEPTH = 32;

    private final XMLInputFactory factory = hardened();
    private final Readouts readouts;
    private final Omissions omissions = new Omissions();

    SsmlReader(Readouts readouts) {
        this.readouts = readouts;
    }

    List<Segment> read(String ssml, Manner manner) {
        if (ssml.length() > MAX_LENGTH) {
            return List.of(
                    new Segment.Refused("the SSML is longer than " + MAX_LENGTH + " characters; split the prompt"));
        }
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(ssml));
            try {
                return document(xml, manner);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException notXml) {
            return List.of(new Segment.Refused("the SSML is not well-formed" + place(notXml)));
        }
    }

    private List<Segment> document(XMLStreamReader xml, Manner manner) throws XMLStreamException {
        List<Segment> segments = new ArrayList<>();
        Optional<Segment.Refused> refused = Optional.empty();
        while (xml.hasNext() && refused.isEmpty()) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    if (xml.getLocalName().equals("speak")) {
                        new SsmlElements(xml, readouts, omissions, segments).element(manner, 1);
                    } else {
                        refused = Optional.of(new Segment.Refused(
                                "the SSML starts with <" + xml.getLocalName() + "> instead of <speak>"));
                    }
                }
                case XMLStreamReader.DTD ->
                    refused = Optional.of(new Segment.Refused("the SSML has a document type; leave out <!DOCTYPE>"));
                default -> {
                    // white space, comments and processing instructions around the root say nothing
                }
            }
        }
        return refused.<List<Segment>>map(List::of).orElse(List.copyOf(segments));
    }

    /** Not the parser's message: that may quote the document, and with it what a caller keyed. */
    private static String place(XMLStreamException notXml) {
        return Optional.ofNullable(notXml.getLocation())
                .map(at -> " at line " + at.getLineNumber() + ", column " + at.getColumnNumber())
                .orElse("");
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }
}
