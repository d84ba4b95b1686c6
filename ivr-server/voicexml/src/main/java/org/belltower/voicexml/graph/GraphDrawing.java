package org.belltower.voicexml.graph;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.belltower.voicexml.markup.XmlText;

/**
 * Draws a graph as SVG: a box a document, and in it a line for each way that leads on, from which a curve goes to the dialog that
 * it leads to. Curves to the right leave on the right, those back leave on the left. A way that a script works out is dashed. What is
 * not there or cannot be read has a red head.
 */
public final class GraphDrawing {
    private static final double MARGIN = 24;
    private static final double CHANNEL = 130;
    private static final String FONT =
            "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', 'Microsoft YaHei', 'PingFang SC',"
                    + " sans-serif";
    private static final Map<EdgeKind, String> COLOURS = Map.of(
            EdgeKind.GOTO, "#1d4ed8",
            EdgeKind.SUBMIT, "#7c3aed",
            EdgeKind.LINK, "#0f766e",
            EdgeKind.CHOICE, "#15803d",
            EdgeKind.SUBDIALOG, "#b45309",
            EdgeKind.RETURN, "#b45309",
            EdgeKind.THROW, "#be123c",
            EdgeKind.EXIT, "#475569",
            EdgeKind.DISCONNECT, "#475569");

    private final DialogGraph graph;
    private final Map<String, DrawnBox> boxes = new LinkedHashMap<>();
    private final Map<GraphEdge, LayeredLayout.Way> ways = new LinkedHashMap<>();
    private final LayeredLayout layout;
    private final StringBuilder svg = new StringBuilder();

    private GraphDrawing(DialogGraph graph) {
        this.graph = graph;
        graph.nodes().stream()
                .filter(node -> node.kind() == NodeKind.DOCUMENT || node.kind().isAlone())
                .forEach(node -> boxes.put(node.id(), DrawnBox.of(node, graph)));
        graph.edges().forEach(edge -> ways.put(edge, new LayeredLayout.Way(box(edge.from()), box(edge.to()))));
        this.layout = LayeredLayout.of(boxes, ways);
    }

    /** The drawing as a document of its own. */
    public static String svg(DialogGraph graph) {
        return new GraphDrawing(graph).draw();
    }

    private String box(String node) {
        return graph.documentOf(node).map(GraphNode::id).orElse(node);
    }

    private String draw() {
        double width = 2 * MARGIN + layout.layers() * (DrawnBox.WIDTH + CHANNEL) - CHANNEL / 2;
        double height = 2 * MARGIN + layout.height();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\""
                        + " font-family=\"%s\" font-size=\"12\">%n",
                width,
                height,
                width,
                height,
                FONT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n<defs>\n");
        COLOURS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> svg.append(String.format(
                        "<marker id=\"%s\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\""
                                + " orient=\"auto\"><path d=\"M0,0 L8,4 L0,8 z\" fill=\"%s\"/></marker>%n",
                        one.getKey().word(), one.getValue())));
        svg.append("</defs>\n");
        graph.edges().forEach(this::curve);
        boxes.values().forEach(this::box);
        return svg.append("</svg>\n").toString();
    }

    private double left(LayeredLayout.Place place) {
        return MARGIN + place.layer() * (DrawnBox.WIDTH + CHANNEL);
    }

    private void box(DrawnBox box) {
        LayeredLayout.Place place = layout.box(box.id());
        double x = left(place);
        double y = MARGIN + place.top();
        rectangle(x, y, DrawnBox.WIDTH, box.height(), "#f8fafc", "#94a3b8", 6);
        for (int i = 0; i < box.lines().size(); i++) {
            line(box.lines().get(i), x, y + box.middle(i));
        }
    }

    private void line(DrawnBox.Line line, double x, double middle) {
        double band = DrawnBox.LINE;
        switch (line.style()) {
            case DOCUMENT -> {
                rectangle(x, middle - band / 2 - 5, DrawnBox.WIDTH, band + 6, "#1e293b", "#1e293b", 6);
                text(line.text(), x + 10, middle, 13, "#ffffff", "bold");
            }
            case DIALOG -> {
                rectangle(x + 1, middle - band / 2 + 1, DrawnBox.WIDTH - 2, band - 2, "#dbeafe", "none", 0);
                text(line.text(), x + 10, middle, 12, "#1e3a8a", "bold");
            }
            case ITEM -> text(line.text(), x + 20, middle, 12, "#0f172a", "bold");
            case SPOKEN -> text("“" + line.text() + "”", x + 30, middle, 11, "#64748b", "normal");
            case WAY -> text(line.text(), x + 30, middle, 11, "#334155", "normal");
            case END -> text(line.text(), x + 10, middle, 13, "#475569", "bold");
            case TROUBLE -> {
                rectangle(x, middle - band / 2 - 5, DrawnBox.WIDTH, band + 6, "#b91c1c", "#b91c1c", 6);
                text("✗ " + line.text(), x + 10, middle, 13, "#ffffff", "bold");
            }
        }
    }

    private void rectangle(double x, double y, double width, double height, String fill, String stroke, int round) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%d\" fill=\"%s\" stroke=\"%s\"/>%n",
                x,
                y,
                width,
                height,
                round,
                fill,
                stroke));
    }

    private void text(String text, double x, double middle, int size, String colour, String weight) {
        double room = DrawnBox.WIDTH - (x - MARGIN) % (DrawnBox.WIDTH + CHANNEL) - 14;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" fill=\"%s\" font-weight=\"%s\">",
                x,
                middle + size * 0.36,
                size,
                colour,
                weight));
        XmlText.escape(TextWidth.fit(text, size, room), svg);
        svg.append("</text>\n");
    }

    private void curve(GraphEdge edge) {
        LayeredLayout.Way way = ways.get(edge);
        if (way == null || !boxes.containsKey(way.from()) || !boxes.containsKey(way.to())) {
            return;
        }
        DrawnBox from = boxes.get(way.from());
        DrawnBox to = boxes.get(way.to());
        LayeredLayout.Place start = layout.box(way.from());
        LayeredLayout.Place end = layout.box(way.to());
        double startY = MARGIN + start.top() + from.middle(from.ways().getOrDefault(edge, 0));
        double endY = MARGIN + end.top() + to.middle(to.nodes().getOrDefault(edge.to(), 0));
        boolean right = end.layer() > start.layer();
        boolean same = end.layer() == start.layer();
        var path = new StringBuilder();
        double x = right || same ? left(start) + DrawnBox.WIDTH : left(start);
        path.append(String.format(Locale.ROOT, "M%.1f,%.1f", x, startY));
        double y = startY;
        if (same) {
            double bend = x + 26 + Math.min(60, Math.abs(endY - startY) / 8);
            path.append(
                    String.format(Locale.ROOT, " C%.1f,%.1f %.1f,%.1f %.1f,%.1f", bend, y, bend, endY, x + 3, endY));
        } else {
            for (LayeredLayout.Place lane : layout.lanes(edge)) {
                double laneY = MARGIN + lane.top() + 5;
                double near = right ? left(lane) : left(lane) + DrawnBox.WIDTH;
                double far = right ? left(lane) + DrawnBox.WIDTH : left(lane);
                bend(path, x, y, near, laneY);
                path.append(String.format(Locale.ROOT, " L%.1f,%.1f", far, laneY));
                x = far;
                y = laneY;
            }
            bend(path, x, y, right ? left(end) - 2 : left(end) + DrawnBox.WIDTH + 2, endY);
        }
        svg.append(String.format(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\"%s marker-end=\"url(#%s)\"/>%n",
                path,
                COLOURS.get(edge.kind()),
                edge.computed() ? " stroke-dasharray=\"5 3\"" : "",
                edge.kind().word()));
    }

    private static void bend(StringBuilder path, double fromX, double fromY, double toX, double toY) {
        double middle = (fromX + toX) / 2;
        path.append(
                String.format(Locale.ROOT, " C%.1f,%.1f %.1f,%.1f %.1f,%.1f", middle, fromY, middle, toY, toX, toY));
    }
}
