package org.belltower.voicexml.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts boxes into layers from left to right, so that most ways lead to the right (Sugiyama's method): ways that close a circle
 * are set aside, each box goes one layer beyond all that lead to it, ways over several layers get a place in each, and places
 * are ordered by where their neighbours are. Confined to the thread that draws.
 */
final class LayeredLayout {
    private static final int SWEEPS = 12;
    private static final double GAP = 26;
    private static final double LANE = 10;

    private final Map<String, DrawnBox> boxes;
    private final Map<String, Set<String>> forward = new LinkedHashMap<>();
    private final Map<String, Integer> layerOf = new HashMap<>();
    private final List<List<Place>> layers = new ArrayList<>();
    private final Map<String, Place> placeOf = new HashMap<>();
    private final Map<GraphEdge, List<Place>> lanes = new LinkedHashMap<>();

    /** A box in its layer, or the lane of a way through a layer. */
    static final class Place {
        private final int layer;
        private final double height;
        private final List<Place> neighbours = new ArrayList<>();
        private double top;

        Place(int layer, double height) {
            this.layer = layer;
            this.height = height;
        }

        int layer() {
            return layer;
        }

        double top() {
            return top;
        }

        private double middle() {
            return top + height / 2;
        }
    }

    private LayeredLayout(Map<String, DrawnBox> boxes) {
        this.boxes = boxes;
    }

    /**
     * Lays boxes out.
     *
     * @param boxes by their ids, those where a call may begin first
     * @param ends from which box each way leads to which
     */
    static LayeredLayout of(Map<String, DrawnBox> boxes, Map<GraphEdge, Way> ends) {
        var layout = new LayeredLayout(boxes);
        layout.rank(ends);
        layout.place(ends);
        layout.order();
        return layout;
    }

    /** From which box to which. */
    record Way(String from, String to) {}

    private void rank(Map<GraphEdge, Way> ends) {
        Map<String, Set<String>> next = new LinkedHashMap<>();
        boxes.keySet().forEach(id -> next.put(id, new LinkedHashSet<>()));
        ends.forEach((edge, way) -> {
            // What a script works out leads back where a call was, more often than on.
            if (!edge.computed() && !way.from().equals(way.to())) {
                next.getOrDefault(way.from(), new LinkedHashSet<>()).add(way.to());
            }
        });
        Set<String> done = new HashSet<>();
        boxes.keySet().forEach(id -> breakCircles(id, next, new HashSet<>(), done));
        boxes.keySet().forEach(id -> layerOf.put(id, 0));
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Map.Entry<String, Set<String>> one : forward.entrySet()) {
                for (String to : one.getValue()) {
                    int least = layerOf.getOrDefault(one.getKey(), 0) + 1;
                    if (layerOf.getOrDefault(to, 0) < least) {
                        layerOf.put(to, least);
                        moved = true;
                    }
                }
            }
        }
    }

    private void breakCircles(String id, Map<String, Set<String>> next, Set<String> path, Set<String> done) {
        if (!done.add(id)) {
            return;
        }
        path.add(id);
        Set<String> kept = forward.computeIfAbsent(id, _ -> new LinkedHashSet<>());
        for (String to : next.getOrDefault(id, Set.of())) {
            if (!path.contains(to)) {
                kept.add(to);
                breakCircles(to, next, path, done);
            }
        }
        path.remove(id);
    }

    private void place(Map<GraphEdge, Way> ends) {
        int count = layerOf.values().stream().mapToInt(layer -> layer + 1).max().orElse(1);
        for (int i = 0; i < count; i++) {
            layers.add(new ArrayList<>());
        }
        boxes.forEach((id, box) -> {
            var place = new Place(layer(id), box.height());
            placeOf.put(id, place);
            layers.get(place.layer).add(place);
        });
        ends.forEach((edge, way) -> {
            List<Place> through = new ArrayList<>();
            int from = layer(way.from());
            int to = layer(way.to());
            int step = Integer.signum(to - from);
            Place before = box(way.from());
            for (int layer = from + step; step != 0 && layer != to; layer += step) {
                var lane = new Place(layer, LANE);
                layers.get(layer).add(lane);
                join(before, lane);
                through.add(lane);
                before = lane;
            }
            if (step != 0) {
                join(before, box(way.to()));
            }
            lanes.put(edge, through);
        });
    }

    private static void join(Place one, Place other) {
        one.neighbours.add(other);
        other.neighbours.add(one);
    }

    private void order() {
        layers.forEach(LayeredLayout::stack);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < layers.size(); i++) {
                List<Place> layer = layers.get(sweep % 2 == 0 ? i : layers.size() - 1 - i);
                layer.sort(Comparator.comparingDouble(LayeredLayout::wished));
                settle(layer);
            }
        }
        double highest = layers.stream()
                .flatMap(List::stream)
                .mapToDouble(Place::top)
                .min()
                .orElse(0);
        layers.forEach(layer -> layer.forEach(place -> place.top -= highest));
    }

    private static void stack(List<Place> layer) {
        double top = 0;
        for (Place place : layer) {
            place.top = top;
            top += place.height + GAP;
        }
    }

    /** Where a place would have its middle: at the mean of its neighbours'. */
    private static double wished(Place place) {
        return place.neighbours.stream().mapToDouble(Place::middle).average().orElse(place.middle());
    }

    /** Brings each place as near to its wish as the order and the gaps allow. */
    private static void settle(List<Place> layer) {
        double[] wished = layer.stream().mapToDouble(LayeredLayout::wished).toArray();
        double bottom = Double.NEGATIVE_INFINITY;
        double shift = 0;
        for (int i = 0; i < layer.size(); i++) {
            Place place = layer.get(i);
            place.top = Math.max(wished[i] - place.height / 2, bottom);
            shift += wished[i] - place.middle();
            bottom = place.top + place.height + (place.height > LANE ? GAP : LANE);
        }
        double mean = layer.isEmpty() ? 0 : shift / layer.size();
        layer.forEach(place -> place.top += mean);
    }

    Place box(String id) {
        return placeOf.getOrDefault(id, new Place(0, 0));
    }

    /** The lanes of a way through the layers between its boxes, from its beginning to its end. */
    List<Place> lanes(GraphEdge edge) {
        return lanes.getOrDefault(edge, List.of());
    }

    private int layer(String id) {
        return layerOf.getOrDefault(id, 0);
    }

    int layers() {
        return layers.size();
    }

    /** The lowest point of all. */
    double height() {
        return layers.stream()
                .flatMap(List::stream)
                .mapToDouble(place -> place.top + place.height)
                .max()
                .orElse(0);
    }
}
