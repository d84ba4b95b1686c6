package org.belltower.voicexml.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.GraphEdge;
import org.belltower.voicexml.graph.GraphNode;
import org.belltower.voicexml.graph.SourceApplication;
import org.belltower.voicexml.graph.SourceDocument;

/**
 * Documents that no way leads to from the one that a call begins with. While a document cannot be read nothing is told: it may
 * lead to them. Spec: VoiceXML 2.0 §1.5.
 */
final class UnreachedDocuments implements LintRule {
    @Override
    public List<DocumentError> check(LintSubject subject) {
        SourceApplication application = subject.application();
        Optional<SourceDocument> start = application.start().flatMap(application::document);
        if (start.isEmpty() || !application.unreadable().isEmpty()) {
            return List.of();
        }
        Set<String> reached = new HashSet<>();
        Deque<SourceDocument> open = new ArrayDeque<>(List.of(start.get()));
        while (!open.isEmpty()) {
            SourceDocument document = open.pop();
            if (reached.add(document.name())) {
                application.root(document).ifPresent(open::push);
                subject.graph().edges().stream()
                        .filter(edge -> isIn(edge, document, subject))
                        .map(edge -> subject.graph().documentOf(edge.to()))
                        .flatMap(Optional::stream)
                        .map(GraphNode::id)
                        .forEach(name -> application.documents().stream()
                                .filter(other -> other.name().equals(name))
                                .forEach(open::push));
            }
        }
        return application.documents().stream()
                .filter(document -> !reached.contains(document.name()))
                .map(document -> DocumentError.warning(
                        document.root().position(),
                        "nothing leads to " + document.name() + " from "
                                + start.get().name(),
                        "VoiceXML 2.0 §1.5",
                        "lead to it with <goto>, <submit>, <link>, <choice> or <subdialog>, or remove it"))
                .toList();
    }

    private static boolean isIn(GraphEdge edge, SourceDocument document, LintSubject subject) {
        return subject.graph()
                .documentOf(edge.from())
                .filter(found -> found.id().equals(document.name()))
                .isPresent();
    }
}
