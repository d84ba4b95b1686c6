package org.belltower.voicexml.graph;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.voicexml.markup.Markup;

/**
 * The documents of an application as they are written. Immutable.
 *
 * @param documents those that are well-formed, in a stable order
 * @param unreadable those that are not
 * @param start the one that a call begins with; empty where nobody says
 */
public record SourceApplication(
        List<SourceDocument> documents, List<UnreadableDocument> unreadable, Optional<URI> start) {
    public SourceApplication {
        documents = List.copyOf(documents);
        unreadable = List.copyOf(unreadable);
    }

    /** One of whose documents all are well-formed. */
    public SourceApplication(List<SourceDocument> documents, Optional<URI> start) {
        this(documents, List.of(), start);
    }

    /** The document of an address that is there but cannot be read. */
    Optional<UnreadableDocument> unreadable(URI uri) {
        return unreadable.stream()
                .filter(document -> document.uri().equals(uri))
                .findFirst();
    }

    public Optional<SourceDocument> document(URI uri) {
        return documents.stream().filter(document -> document.uri().equals(uri)).findFirst();
    }

    /** The application root document of another; empty where it has none or is one. */
    public Optional<SourceDocument> root(SourceDocument document) {
        return document.application().flatMap(this::document);
    }

    /** Whether it names a root document that is not known here: what that declares and handles, nobody can tell. */
    public boolean hasUnknownRoot(SourceDocument document) {
        return document.application().isPresent() && root(document).isEmpty();
    }

    /** Documents that others name as their root. */
    public boolean isRoot(SourceDocument document) {
        return documents.stream().anyMatch(other -> other.application().equals(Optional.of(document.uri())));
    }

    /**
     * String literals that a variable is given anywhere, by its name without what stands before the last dot, each with the
     * document that gives it.
     */
    Map<String, Map<String, SourceDocument>> literals() {
        Map<String, Map<String, SourceDocument>> literals = new LinkedHashMap<>();
        for (SourceDocument document : documents) {
            collect(document, document.root(), literals);
        }
        return literals;
    }

    private static void collect(
            SourceDocument document, Markup element, Map<String, Map<String, SourceDocument>> literals) {
        if (element.name().equals("assign") || element.name().equals("var")) {
            String name = element.attribute("name").orElse("");
            StringLiterals.in(element.attribute("expr").orElse(""))
                    .forEach(text -> literals.computeIfAbsent(
                                    name.substring(name.lastIndexOf('.') + 1), _ -> new LinkedHashMap<>())
                            .put(text, document));
        }
        element.children().forEach(child -> collect(document, child, literals));
    }
}
