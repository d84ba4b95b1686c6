package org.belltower.voicexml.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.belltower.voicexml.fetch.Content;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads XML data into a DOM. Thread-safe. As with documents, a document type is skipped unread, nothing outside is opened, an
 * unknown entity is an error, and depth and number of nodes are limited. Spec: VoiceXML 2.1 §5.
 */
public final class DataReader {
    /** The deepest nesting of elements. */
    public static final int MAX_DEPTH = 100;

    /** The most nodes, attributes among them: about 20 MB of memory. */
    public static final int MAX_NODES = 100_000;

    /** Otherwise the runtime's reader gives CDATA as text. */
    private static final String REPORT_CDATA = "http://java.sun.com/xml/stream/properties/report-cdata-event";

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    private final DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultNSInstance();

    public DataReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(REPORT_CDATA, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("data must not refer to " + systemId);
        });
    }

    /** What reading gave. */
    public sealed interface Outcome {
        /**
         * The data.
         *
         * @param accessRules the data of every {@code access-control} instruction in its prolog
         */
        record Read(Document document, List<String> accessRules) implements Outcome {
            public Read {
                accessRules = List.copyOf(accessRules);
            }
        }

        /** Why it is no XML that may be read. */
        record Broken(String reason) implements Outcome {}
    }

    public Outcome read(Content content) {
        try {
            Document document = documents.newDocumentBuilder().newDocument();
            XMLStreamReader reader = content.charset().isPresent()
                    ? factory.createXMLStreamReader(
                            content.stream(), content.charset().get().name())
                    : factory.createXMLStreamReader(content.stream());
            var building = new Building(document, reader);
            Optional<String> problem = building.run();
            return problem.<Outcome>map(Outcome.Broken::new)
                    .orElseGet(() -> new Outcome.Read(document, building.accessRules));
        } catch (XMLStreamException | DOMException e) {
            return new Outcome.Broken("it is not well-formed XML");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java runtime can make an empty DOM", e);
        }
    }

    /** One document being read. */
    private static final class Building {
        private static final String ACCESS_CONTROL = "access-control";

        private final Document document;
        private final XMLStreamReader reader;
        private final List<String> accessRules = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private Node open;
        private int depth;
        private int nodes;

        Building(Document document, XMLStreamReader reader) {
            this.document = document;
            this.reader = reader;
            this.open = document;
        }

        /** Why it stopped, where it did. */
        Optional<String> run() throws XMLStreamException {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.SPACE) {
                    text.append(reader.getText());
                    continue;
                }
                endText();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.END_ELEMENT -> {
                        open = open.getParentNode();
                        depth--;
                    }
                    case XMLStreamConstants.CDATA -> append(document.createCDATASection(reader.getText()));
                    case XMLStreamConstants.COMMENT -> append(document.createComment(reader.getText()));
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> instruction();
                    case XMLStreamConstants.ENTITY_REFERENCE -> {
                        return Optional.of("the entity &" + reader.getLocalName() + "; is not known");
                    }
                    default -> {
                        // The document's beginning and end, and a document type, which is not read.
                    }
                }
                if (depth > MAX_DEPTH) {
                    return Optional.of("its elements nest deeper than " + MAX_DEPTH);
                }
                if (nodes > MAX_NODES) {
                    return Optional.of("it has more than " + MAX_NODES + " nodes");
                }
            }
            return Optional.empty();
        }

        private void endText() {
            // Blanks around the outermost element are no nodes of a DOM.
            if (!text.isEmpty() && depth > 0) {
                append(document.createTextNode(text.toString()));
            }
            text.setLength(0);
        }

        private void append(Node node) {
            open.appendChild(node);
            nodes++;
        }

        private void start() {
            Element element = document.createElementNS(
                    reader.getNamespaceURI(), qualified(reader.getPrefix(), reader.getLocalName()));
            for (int i = 0; i < reader.getNamespaceCount(); i++) {
                String prefix = reader.getNamespacePrefix(i);
                String uri = reader.getNamespaceURI(i);
                element.setAttributeNS(
                        XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                        prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix,
                        uri == null ? "" : uri);
                nodes++;
            }
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                String namespace = reader.getAttributeNamespace(i);
                element.setAttributeNS(
                        namespace == null || namespace.isEmpty() ? null : namespace,
                        qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                        reader.getAttributeValue(i));
                nodes++;
            }
            append(element);
            open = element;
            depth++;
        }

        private void instruction() {
            String data = reader.getPIData() == null ? "" : reader.getPIData();
            if (document.getDocumentElement() == null && reader.getPITarget().equals(ACCESS_CONTROL)) {
                accessRules.add(data);
            }
            append(document.createProcessingInstruction(reader.getPITarget(), data));
        }

        private static String qualified(String prefix, String name) {
            return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
        }
    }
}
