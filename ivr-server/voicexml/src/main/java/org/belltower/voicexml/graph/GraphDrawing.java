package org.belltower.voicexml.graph;

/** Draws a graph. */
public final class GraphDrawing {
    private GraphDrawing() {}

    public static String svg(DialogGraph graph) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\"/>" + graph.nodes().size();
    }
}
