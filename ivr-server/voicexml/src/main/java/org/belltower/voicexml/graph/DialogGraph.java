package org.belltower.voicexml.graph;

import java.util.List;
import java.util.Optional;

/**
 * Everything that leads from one place of an application to another. Immutable.
 *
 * @param nodes each parent before its children
 * @param unresolved references to documents or dialogs of the application that are not there
 */
public record DialogGraph(List<GraphNode> nodes, List<GraphEdge> edges, List<Unresolved> unresolved) {
    public DialogGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        unresolved = List.copyOf(unresolved);
    }

    public Optional<GraphNode> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The document that a node stands in; ends stand in none. */
    public Optional<GraphNode> documentOf(String id) {
        Optional<GraphNode> node = node(id);
        while (node.isPresent() && node.get().kind() != NodeKind.DOCUMENT) {
            node = node(node.get().parent());
        }
        return node;
    }
}
