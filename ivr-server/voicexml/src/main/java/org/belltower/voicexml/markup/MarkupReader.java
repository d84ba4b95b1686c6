package org.belltower.voicexml.markup;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.fetch.Content;

/**
 * Reads XML into {@link Markup}. Thread-safe.
 *
 * <p>A document type declaration is skipped unread: nothing outside the document is ever opened, and an entity that is not
 * one of XML's own five is an error. Size and depth are limited.
 */
public final class MarkupReader {
    /** The longest document, in bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** The deepest nesting of elements. */
    public static final int MAX_DEPTH = 90;

    private static final String RULE = "XML 1.0";

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    public MarkupReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("a document must not refer to " + systemId);
        });
    }

    /** What reading gave. */
    public sealed interface Outcome {
        record Read(Markup root) implements Outcome {}

        record Broken(DocumentError error) implements Outcome {}
    }

    /** Reads bytes in the encoding that the document names. */
    public Outcome read(Content content, String file) {
        if (content.length() > MAX_BYTES) {
            return broken(
                    new Position(file, 1, 1),
                    "the document has " + content.length() + " bytes, more than " + MAX_BYTES,
                    "split it");
        }
        try {
            return read(
                    content.charset().isPresent()
                            ? factory.createXMLStreamReader(
                                    content.stream(), content.charset().get().name())
                            : factory.createXMLStreamReader(content.stream()),
                    reader -> content.text(encoding(content, reader)),
                    file);
        } catch (XMLStreamException e) {
            return malformed(e, file);
        }
    }

    /** Reads text. */
    public Outcome read(String text, String file) {
        if (text.length() > MAX_BYTES) {
            return read(Content.of(text.getBytes(StandardCharsets.UTF_8)), file);
        }
        try {
            return read(factory.createXMLStreamReader(new StringReader(text)), _ -> text, file);
        } catch (XMLStreamException e) {
            return malformed(e, file);
        }
    }

    private static Charset encoding(Content content, XMLStreamReader reader) {
        return content.charset()
                .or(() -> Stream.of(reader.getCharacterEncodingScheme(), reader.getEncoding())
                        .filter(name -> name != null && Charset.isSupported(name))
                        .findFirst()
                        .map(Charset::forName))
                .orElse(StandardCharsets.UTF_8);
    }

    private static Outcome read(XMLStreamReader reader, Function<XMLStreamReader, String> text, String file)
            throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        Optional<Markup> root = Optional.empty();
        Position start = position(reader.getLocation(), file);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() >= MAX_DEPTH) {
                        return broken(start, "elements nest deeper than " + MAX_DEPTH, "nest less");
                    }
                    open.push(new Open(
                            reader,
                            open.isEmpty() ? tagBefore(reader.getLocation(), text.apply(reader), file) : start));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Markup done = open.pop().close();
                    if (open.isEmpty()) {
                        root = Optional.of(done);
                    } else {
                        open.element().content.add(new Node.Child(done));
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.element().content.add(new Node.Text(reader.getText(), start));
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    return broken(
                            start,
                            "the entity &" + reader.getLocalName() + "; is not known",
                            "write the character itself; document type declarations are not read");
                }
                default -> {
                    // Comments, processing instructions and the document type say nothing to an interpreter.
                }
            }
            start = next(reader, file);
        }
        return root.<Outcome>map(Outcome.Read::new)
                .orElseGet(() -> broken(new Position(file, 1, 1), "the document is empty", "write a <vxml> element"));
    }

    /** The reader stands behind what it has read, which is where the next piece begins; behind text it has taken the bracket too. */
    private static Position next(XMLStreamReader reader, String file) {
        Position at = position(reader.getLocation(), file);
        return reader.isCharacters() ? new Position(file, at.line(), Math.max(1, at.column() - 1)) : at;
    }

    /** The bracket of a tag that has been read: none has another one inside. The reader tells nobody of blanks before the root. */
    private static Position tagBefore(Location end, String text, String file) {
        int lineStart = 0;
        for (int line = 1; line < end.getLineNumber(); line++) {
            lineStart = nextLine(text, lineStart);
        }
        int bracket =
                Math.max(0, text.lastIndexOf('<', Math.min(text.length(), lineStart + end.getColumnNumber() - 1) - 1));
        int line = 1;
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        for (int next = nextLine(text, 0); next <= bracket; next = nextLine(text, next)) {
            line++;
            start = next;
        }
        return new Position(file, line, bracket - start + 1);
    }

    /** Where the line after the one at this place begins; beyond the text where it is the last. */
    private static int nextLine(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at + 1 < text.length() && text.charAt(at) == '\r' && text.charAt(at + 1) == '\n' ? at + 2 : at + 1;
    }

    private static Outcome malformed(XMLStreamException e, String file) {
        String message = e.getMessage() == null ? "unreadable" : e.getMessage();
        int text = message.indexOf("Message: ");
        Position at = e.getLocation() == null ? new Position(file, 1, 1) : position(e.getLocation(), file);
        return broken(
                at,
                "not well-formed XML: " + (text < 0 ? message : message.substring(text + "Message: ".length())),
                "close every element, quote every attribute, write &amp; for & and &lt; for <");
    }

    private static Outcome broken(Position at, String what, String instead) {
        return new Outcome.Broken(DocumentError.error(at, what, RULE, instead));
    }

    private static Position position(Location location, String file) {
        return new Position(file, Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
    }

    /** An element whose end has not been read yet. */
    private static final class Open {
        private final String namespace;
        private final String name;
        private final SequencedMap<String, String> attributes = new LinkedHashMap<>();
        private final List<Node> content = new ArrayList<>();
        private final Position position;

        Open(XMLStreamReader reader, Position position) {
            this.namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
            this.name = reader.getLocalName();
            this.position = position;
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(attributeName(reader, i), reader.getAttributeValue(i));
            }
        }

        private static String attributeName(XMLStreamReader reader, int i) {
            String namespace = reader.getAttributeNamespace(i);
            String name = reader.getAttributeLocalName(i);
            if (namespace == null || namespace.isEmpty()) {
                return name;
            }
            return namespace.equals(XMLConstants.XML_NS_URI) ? "xml:" + name : "{" + namespace + "}" + name;
        }

        Markup close() {
            return new Markup(namespace, name, attributes, content, position);
        }
    }
}
