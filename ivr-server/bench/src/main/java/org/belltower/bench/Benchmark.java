package org.belltower.bench;

import java.util.List;

/**
 * One benchmark. Its options are fields with picocli's {@code @Option}. Run once, on the main thread.
 *
 * <p>A new one is one file and one line in {@link Benchmarks}.
 */
interface Benchmark {
    /** What is keyed after {@code ./ivr bench}, and the name of the CSV file: lower case, digits and {@code -}. */
    String name();

    /** What its figures say, in one line. */
    String purpose();

    /** Whether every situation has the same measures, which are then columns of the table on the screen. */
    default boolean isWide() {
        return false;
    }

    /**
     * Measures. Everything it opened is closed when it returns or fails.
     *
     * @return the figures in the order in which they are shown
     * @throws BenchException where it could not be measured, with what to do
     */
    List<Figure> measure(Workbench bench) throws InterruptedException;
}
