package org.belltower.grammar;

import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.util.Optional;
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
    private final URI document;
    private final GrammarLimits limits;
    private final Position origin;
    private Position position;
    private int depth;
    private int elements;

    private XmlCursor(XMLStreamReader reader, URI document, GrammarLimits limits, Position origin) {
        this.reader = reader;
        this.document = document;
        this.limits = limits;
        this.origin = origin;
        this.position = origin;
    }

    /** Over a document of its own, in the encoding that it declares. */
    static XmlCursor over(InputStream bytes, URI document, GrammarLimits limits) {
        try {
            return new XmlCursor(factory().createXMLStreamReader(bytes), document, limits, Position.start());
        } catch (XMLStreamException e) {
            throw unreadable(document, Position.start(), e);
        }
    }

    /** Over a part of another document that starts at {@code origin} there. */
    static XmlCursor over(Reader text, URI document, GrammarLimits limits, Position origin) {
        try {
            return new XmlCursor(factory().createXMLStreamReader(text), document, limits, origin);
        } catch (XMLStreamException e) {
            throw unreadable(document, origin, e);
        }
    }

    /** Goes to the next event, one of {@link XMLStreamConstants}. */
    int next() {
        try {
            position = here(reader.getLocation());
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
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
            throw unreadable(document, position, e);
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

    Optional<String> attribute(String name) {
        return Optional.ofNullable(reader.getAttributeValue(null, name));
    }

    /** An attribute of the {@code xml:} namespace. */
    Optional<String> xmlAttribute(String name) {
        return Optional.ofNullable(reader.getAttributeValue(XMLConstants.XML_NS_URI, name));
    }

    /** The names of the attributes that have no namespace. */
    Iterable<String> plainAttributes() {
        return java.util.stream.IntStream.range(0, reader.getAttributeCount())
                .filter(i -> reader.getAttributeNamespace(i) == null
                        || reader.getAttributeNamespace(i).isEmpty())
                .mapToObj(reader::getAttributeLocalName)
                .toList();
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

    private Position here(Location location) {
        int line = Math.max(1, location.getLineNumber());
        int column = Math.max(1, location.getColumnNumber());
        return line == 1
                ? new Position(origin.line(), origin.column() + column - 1)
                : new Position(origin.line() + line - 1, column);
    }

    private static UnreadableGrammarException unreadable(URI document, Position position, XMLStreamException cause) {
        Position at = Optional.ofNullable(cause.getLocation())
                .filter(location -> position.equals(Position.start())
                        && location.getLineNumber() > 0
                        && location.getColumnNumber() > 0)
                .map(location -> new Position(location.getLineNumber(), location.getColumnNumber()))
                .orElse(position);
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
        return factory;
    }
}
