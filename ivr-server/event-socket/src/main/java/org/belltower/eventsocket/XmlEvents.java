package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events as XML: {@code <event><headers><Event-Name>…</Event-Name>…</headers><body>…</body></event>}, header values
 * URL-coded inside.
 *
 * <p><em>Thread-safe.</em> A document type declaration is not read: the event is then empty.
 * Spec: FreeSWITCH switch_event_xmlize.
 */
final class XmlEvents {
    private static final Logger LOG = LoggerFactory.getLogger(XmlEvents.class);

    private XmlEvents() {}

    /** The event in the body; empty where it is no such document. */
    static Optional<Event> read(ByteBuf in) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteBufInputStream(in), "UTF-8");
            try {
                return read(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            return Optional.empty();
        } catch (RuntimeException broken) {
            // The JDK's reader fails on some broken documents with unchecked exceptions of its own making.
            LOG.debug("an XML event cannot be read", broken);
            return Optional.empty();
        }
    }

    private static Optional<Event> read(XMLStreamReader xml) throws XMLStreamException {
        EventHeaders.Builder headers = EventHeaders.builder();
        String body = "";
        boolean inHeaders = false;
        int depth = 0;
        while (xml.hasNext()) {
            int token = xml.next();
            if (token == XMLStreamConstants.DTD) {
                return Optional.empty();
            } else if (token == XMLStreamConstants.END_ELEMENT) {
                depth--;
                inHeaders = inHeaders && depth > 1;
            } else if (token == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (depth == 0 && !name.equals("event")) {
                    return Optional.empty();
                } else if (depth == 1 && name.equals("headers")) {
                    inHeaders = true;
                    depth++;
                } else if (depth == 2 && inHeaders) {
                    headers.add(name, UrlCoding.decode(xml.getElementText()));
                } else if (depth == 1 && name.equals("body")) {
                    body = xml.getElementText();
                } else {
                    depth++;
                }
            }
        }
        return Event.from(headers.build(), body);
    }

    static void write(Event event, ByteBuf out) {
        Utf8.write("<event>\n  <headers>\n", out);
        for (EventHeaders.Header header : event.headers()) {
            if (isElementName(header.name()) && !header.name().equalsIgnoreCase("Content-Length")) {
                Utf8.write("    <" + header.name() + ">", out);
                UrlCoding.encode(header.value(), out);
                Utf8.write("</" + header.name() + ">\n", out);
            }
        }
        Utf8.write("  </headers>\n", out);
        if (!event.body().isEmpty()) {
            Utf8.write("  <Content-Length>" + Utf8.length(event.body()) + "</Content-Length>\n  <body>", out);
            Utf8.write(escape(event.body()), out);
            Utf8.write("</body>\n", out);
        }
        Utf8.write("</event>\n", out);
    }

    /** A header with another name cannot be said in XML and is left out. */
    private static boolean isElementName(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_.-]*");
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '\r' -> escaped.append("&#xD;");
                default -> {
                    boolean allowed = c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
                    if (allowed || c == '\n' || c == '\t') {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
