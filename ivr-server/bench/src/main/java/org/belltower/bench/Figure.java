package org.belltower.bench;

/**
 * One measured number. <i>Immutable.</i>
 *
 * @param situation what was done, as "20 calls at once, repeat"
 * @param measure what was measured in it, as "p99 from last packet of the key"
 * @param value in {@code unit}
 * @param unit as "ms", "ops/s", "KiB per call"
 * @param count how many samples, frames or calls it is made of; at least 1
 */
record Figure(String situation, String measure, double value, String unit, long count) {
    Figure {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "a figure is made of at least one sample: " + situation + ", " + measure);
        }
    }
}
