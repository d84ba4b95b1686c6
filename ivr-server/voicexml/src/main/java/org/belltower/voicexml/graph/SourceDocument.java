package org.belltower.voicexml.graph;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.DialogEventException;

/**
 * A document as it is written. Immutable.
 *
 * @param name for people: its path inside the application
 * @param uri where it lies, without a fragment
 * @param root its {@code <vxml>} element; positions in it name the file as {@code name}, or as whoever read it chose
 */
public record SourceDocument(String name, URI uri, Markup root) {
    private static final Set<String> DIALOGS = Set.of("form", "menu");

    /** Its dialogs in document order. */
    public List<SourceDialog> dialogs() {
        List<Markup> dialogs = root.children().stream()
                .filter(Markup::isVoiceXml)
                .filter(child -> DIALOGS.contains(child.name()))
                .toList();
        return IntStream.range(0, dialogs.size())
                .mapToObj(i ->
                        new SourceDialog(this, dialogs.get(i).attribute("id").orElse("#" + (i + 1)), dialogs.get(i)))
                .toList();
    }

    /** The dialog of an id; the first where none is asked for. */
    public Optional<SourceDialog> dialog(Optional<String> id) {
        return dialogs().stream()
                .filter(dialog -> id.isEmpty() || dialog.id().equals(id.get()))
                .findFirst();
    }

    /** The address of its application root document. Spec: VoiceXML 2.0 §1.5.2. */
    public Optional<URI> application() {
        return root.attribute("application").flatMap(this::resolve);
    }

    /** A reference from here without its fragment; empty where it is no URI. */
    public Optional<URI> resolve(String reference) {
        try {
            UriReference parts = UriReference.of(reference);
            return Optional.of(parts.text().isEmpty() ? uri : parts.resolve(base()));
        } catch (DialogEventException e) {
            // The compiler tells its author what is wrong with it.
            return Optional.empty();
        }
    }

    private URI base() {
        return root.attribute("xml:base")
                .map(base -> UriReference.of(base).resolve(uri))
                .orElse(uri);
    }
}
