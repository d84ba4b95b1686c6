package org.belltower.voicexml.markup;

import java.util.Map;

/** Writes XML. */
public final class XmlText {
    private XmlText() {}

    /** Appends text so that it reads back as the same text, in content and in a quoted attribute. */
    public static void escape(CharSequence text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '&' -> to.append("&amp;");
                case '"' -> to.append("&quot;");
                default -> to.append(writable(c) ? c : ' ');
            }
        }
    }

    /** Control characters cannot stand in XML 1.0, not even escaped; a blank takes their place. */
    private static boolean writable(char c) {
        return (c >= ' ' && c != '\uFFFE' && c != '\uFFFF') || c == '\n' || c == '\t' || c == '\r';
    }

    /** Appends a start tag without its closing {@code >}. */
    public static void open(String name, Map<String, String> attributes, StringBuilder to) {
        to.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            if (!attribute.startsWith("{")) {
                to.append(' ').append(attribute).append("=\"");
                escape(value, to);
                to.append('"');
            }
        });
    }

    /** Appends an element and all that is in it, the elements named without a prefix. */
    public static void element(Markup markup, Map<String, String> attributes, StringBuilder to) {
        open(markup.name(), attributes, to);
        if (markup.content().isEmpty()) {
            to.append("/>");
            return;
        }
        to.append('>');
        for (Node node : markup.content()) {
            switch (node) {
                case Node.Text text -> escape(text.text(), to);
                case Node.Child child -> element(child.markup(), child.markup().attributes(), to);
            }
        }
        to.append("</").append(markup.name()).append('>');
    }
}
