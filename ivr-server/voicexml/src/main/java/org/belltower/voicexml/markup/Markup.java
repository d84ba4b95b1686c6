package org.belltower.voicexml.markup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An element with its attributes, its content and its place. Immutable. It lives while its document is compiled and is not
 * part of the compiled model.
 *
 * @param namespace empty text where there is none
 * @param name without a prefix
 * @param attributes in document order; those of the XML namespace are named {@code xml:lang}, {@code xml:base}; those of other
 *     namespaces {@code {namespace}name}
 */
public record Markup(
        String namespace, String name, SequencedMap<String, String> attributes, List<Node> content, Position position) {
    public static final String VOICEXML = "http://www.w3.org/2001/vxml";

    public Markup {
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
        content = List.copyOf(content);
    }

    public boolean isVoiceXml() {
        return namespace.equals(VOICEXML);
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public List<Markup> children() {
        return content.stream()
                .filter(Node.Child.class::isInstance)
                .map(node -> ((Node.Child) node).markup())
                .toList();
    }

    /** The character data directly inside, joined. */
    public String text() {
        var text = new StringBuilder();
        for (Node node : content) {
            if (node instanceof Node.Text piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }
}
