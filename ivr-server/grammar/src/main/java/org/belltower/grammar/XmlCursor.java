package org.belltower.grammar;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through an XML text from start to end. No document type is processed, no entity is expanded, nothing outside the
 * text is opened, and depth and number of elements are counted. <i>Confined to the thread that reads.</i> Malformed text
 * and broken limits end the reading with an {@link UnreadableGrammarException}.
 */
final class XmlCursor {
    private final XMLStreamReader reader;
    private final SourceText source;
    private final URI document;
    private final GrammarLimits limits;
    private Position position;
    private int depth;
    private int elements;

    private XmlCursor(XMLStreamReader reader, SourceText source, URI document, GrammarLimits limits) {
        this.reader = reader;
        this.source = source;
        this.document = document;
        this.limits = limits;
        this.position = source.origin();
    }

    /** Over a document of its own, in the encoding that it declares. */
    static XmlCursor over(byte[] bytes, URI document, GrammarLimits limits) {
        try {
            return over(SourceText.decode(bytes, encoding(bytes)), document, limits);
        } catch (XMLStreamException | CharacterCodingException | IllegalArgumentException e) {
            throw unreadable(document, Position.start(), e);
        }
    }

    /** Over a text that may be part of another document. */
    static XmlCursor over(SourceText source, URI document, GrammarLimits limits) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(source.text()));
            return new XmlCursor(reader, source, document, limits);
        } catch (XMLStreamException e) {
            throw unreadable(document, source.origin(), e);
        }
    }

    private static Charset encoding(byte[] bytes) throws XMLStreamException {
        XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
        return Charset.forName(Optional.ofNullable(reader.getCharacterEncodingScheme())
                .or(() -> Optional.ofNullable(reader.getEncoding()))
                .orElse("UTF-8"));
    }

    /** Goes to the next event, one of {@link XMLStreamConstants}. */
    int next() {
        Location before = reader.getLocation();
        position = source.position(before.getLineNumber(), before.getColumnNumber());
        try {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                Location end = reader.getLocation();
                position = source.tagBefore(end.getLineNumber(), end.getColumnNumber());
                count();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new UnreadableGrammarException(new GrammarProblem(
                        GrammarProblem.Kind.SYNTAX,
                        document,
                        position,
                        "the entity &" + reader.getLocalName() + "; is not defined",
                        "XML 1.0 §4.1",
                        "Write the character itself"));
            }
            return event;
        } catch (XMLStreamException e) {
            Position at = Optional.ofNullable(e.getLocation())
                    .map(location -> source.position(location.getLineNumber(), location.getColumnNumber()))
                    .orElse(position);
            throw unreadable(document, at, e);
        }
    }

    /** Passes over the element that was just entered, with all that is in it. */
    void skip() {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** The text of the element that was just entered; elements inside it are passed over. */
    String text() {
        int outside = depth - 1;
        var text = new StringBuilder();
        while (depth > outside) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.START_ELEMENT -> skip();
                default -> {}
            }
        }
        return text.toString();
    }

    /** Where the current event begins. */
    Position position() {
        return position;
    }

    /** The text of the current character event. */
    String characters() {
        return reader.getText();
    }

    String name() {
        return reader.getLocalName();
    }

    /** The namespace of the current element; empty where there is none. */
    String namespace() {
        return Optional.ofNullable(reader.getNamespaceURI()).orElse("");
    }

    /** An attribute without namespace; the reader itself would find one of any namespace. */
    Optional<String> attribute(String name) {
        return IntStream.range(0, reader.getAttributeCount())
                .filter(i -> plain(i) && reader.getAttributeLocalName(i).equals(name))
                .mapToObj(reader::getAttributeValue)
                .findFirst();
    }

    /** An attribute of the {@code xml:} namespace. */
    Optional<String> xmlAttribute(String name) {
        return Optional.ofNullable(reader.getAttributeValue(XMLConstants.XML_NS_URI, name));
    }

    /** The names of the attributes that have no namespace. */
    Iterable<String> plainAttributes() {
        return IntStream.range(0, reader.getAttributeCount())
                .filter(this::plain)
                .mapToObj(reader::getAttributeLocalName)
                .toList();
    }

    private boolean plain(int attribute) {
        return Optional.ofNullable(reader.getAttributeNamespace(attribute))
                .orElse("")
                .isEmpty();
    }

    private void count() {
        depth++;
        elements++;
        if (depth > limits.depth()) {
            throw over("elements are nested more than " + limits.depth() + " deep", "Use rules instead of nesting");
        }
        if (elements > limits.elements()) {
            throw over("there are more than " + limits.elements() + " elements", "Split the grammar");
        }
    }

    private UnreadableGrammarException over(String what, String remedy) {
        return new UnreadableGrammarException(new GrammarProblem(
                GrammarProblem.Kind.LIMIT, document, position, what, "limit of this server", remedy));
    }

    private static UnreadableGrammarException unreadable(URI document, Position at, Exception cause) {
        String message = Optional.ofNullable(cause.getMessage()).orElse("");
        int detail = message.indexOf("Message: ");
        return new UnreadableGrammarException(new GrammarProblem(
                GrammarProblem.Kind.SYNTAX,
                document,
                at,
                "not well-formed XML: " + (detail < 0 ? message : message.substring(detail + 9)),
                "XML 1.0 §2.1",
                "Correct the markup"));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty("jdk.xml.maxElementDepth", 0); // Depth is counted here, where it can be told from bad XML.
        return factory;
    }
}
