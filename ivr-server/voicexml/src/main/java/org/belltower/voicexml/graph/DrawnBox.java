package org.belltower.voicexml.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document as a box of lines, from top to bottom: its name, and below it dialogs, items, what they say, and a line for each way
 * that leads on. An end of the session is a box of one line; what is missing or unreadable is one that says so. Immutable.
 *
 * @param id the document's, or the end's
 * @param nodes where each node of it has its line, by the line's number
 * @param ways where each edge from it has its line
 */
record DrawnBox(String id, List<Line> lines, Map<String, Integer> nodes, Map<GraphEdge, Integer> ways) {
    /** All boxes are as wide. */
    static final double WIDTH = 300;

    static final double LINE = 18;
    private static final double PADDING = 6;

    DrawnBox {
        lines = List.copyOf(lines);
        nodes = Map.copyOf(nodes);
        ways = Map.copyOf(ways);
    }

    /** What a line is for, which decides how it looks. */
    enum Style {
        DOCUMENT,
        DIALOG,
        ITEM,
        SPOKEN,
        WAY,
        END,
        /** A document or dialog that cannot be had. */
        TROUBLE
    }

    record Line(Style style, String text) {}

    /** A box for a document with its nodes, or for an end. */
    static DrawnBox of(GraphNode top, DialogGraph graph) {
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> nodes = new LinkedHashMap<>();
        Map<GraphEdge, Integer> ways = new LinkedHashMap<>();
        add(top, graph, lines, nodes, ways);
        return new DrawnBox(top.id(), lines, nodes, ways);
    }

    private static void add(
            GraphNode node,
            DialogGraph graph,
            List<Line> lines,
            Map<String, Integer> nodes,
            Map<GraphEdge, Integer> ways) {
        nodes.put(node.id(), lines.size());
        lines.add(new Line(
                switch (node.kind()) {
                    case DOCUMENT -> Style.DOCUMENT;
                    case DIALOG -> Style.DIALOG;
                    case END -> Style.END;
                    case UNREADABLE, MISSING -> Style.TROUBLE;
                    case ITEM, CHOICE, LINK, HANDLER -> Style.ITEM;
                },
                title(node)));
        if (!node.text().isEmpty() && !node.label().equals(node.text())) {
            lines.add(new Line(node.kind().isAlone() ? Style.WAY : Style.SPOKEN, node.text()));
        }
        for (GraphEdge edge : graph.edges()) {
            if (edge.from().equals(node.id())) {
                ways.put(edge, lines.size());
                lines.add(new Line(Style.WAY, way(edge)));
            }
        }
        graph.nodes().stream()
                .filter(child -> child.parent().equals(node.id()))
                .forEach(child -> add(child, graph, lines, nodes, ways));
    }

    private static String title(GraphNode node) {
        return switch (node.kind()) {
            case DOCUMENT, END, UNREADABLE, MISSING -> node.label();
            case HANDLER -> "on " + node.label();
            case DIALOG, ITEM, CHOICE, LINK ->
                node.element().equals(node.label()) ? node.label() : node.element() + " " + node.label();
        };
    }

    private static String way(GraphEdge edge) {
        return edge.label().isEmpty() ? edge.kind().word() : edge.kind().word() + " if " + edge.label();
    }

    double height() {
        return lines.size() * LINE + 2 * PADDING;
    }

    /** The middle of a line, from the top of the box. */
    double middle(int line) {
        return PADDING + line * LINE + LINE / 2;
    }
}
