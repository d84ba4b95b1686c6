package org.belltower.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Measured numbers of one kind, sorted. <i>Immutable.</i> */
final class Samples {
    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    /** At least one number. */
    static Samples of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /**
     * The smallest sample that at least this share of all does not exceed (nearest rank), so that it is always one that was
     * measured.
     *
     * @param percent above 0 up to 100
     */
    double percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile is above 0 and up to 100, not " + percent);
        }
        int rank = (int) Math.ceil(percent * sorted.length / 100);
        return sorted[Math.max(rank, 1) - 1];
    }

    int count() {
        return sorted.length;
    }

    /** Smallest, median, 99th percentile and largest, as figures. */
    List<Figure> figures(String situation, String measure, String unit) {
        return List.of(
                new Figure(situation, measure + ", least", sorted[0], unit, sorted.length),
                new Figure(situation, measure + ", p50", percentile(50), unit, sorted.length),
                new Figure(situation, measure + ", p99", percentile(99), unit, sorted.length),
                new Figure(situation, measure + ", most", sorted[sorted.length - 1], unit, sorted.length));
    }
}
