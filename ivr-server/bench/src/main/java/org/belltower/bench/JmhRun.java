package org.belltower.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one class of JMH benchmarks: throughput and bytes allocated, one thread, in forks of this JVM. */
final class JmhRun {
    private static final int FORKS = 2;
    private static final int WARM_UP = 3;
    private static final int ITERATIONS = 5;

    private JmhRun() {}

    /**
     * For each method of the class: operations per second, half of its 99.9 % interval, the best iteration, which a busy
     * machine disturbs least, and bytes per operation.
     */
    static List<Figure> of(Class<?> benchmarks, Workbench bench) {
        bench.note("JMH: " + FORKS + " forks, " + WARM_UP + " s to warm up and " + ITERATIONS
                + " iterations of one second each, a method");
        var options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmarks.getName().replace('$', '.')) + "\\.")
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .threads(1)
                .forks(FORKS)
                .warmupIterations(WARM_UP)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return figures(new Runner(options).run());
        } catch (RunnerException e) {
            throw new BenchException("JMH could not run " + benchmarks.getName() + ": " + e.getMessage(), e);
        }
    }

    private static List<Figure> figures(Collection<RunResult> runs) {
        var figures = new ArrayList<Figure>();
        for (RunResult run : runs) {
            Result<?> primary = run.getPrimaryResult();
            String method = primary.getLabel();
            long count = primary.getSampleCount();
            figures.add(new Figure(method, "throughput", primary.getScore(), "ops/s", count));
            figures.add(new Figure(method, "throughput, ±", primary.getScoreError(), "ops/s", count));
            figures.add(new Figure(
                    method,
                    "throughput, best iteration",
                    primary.getStatistics().getMax(),
                    "ops/s",
                    count));
            Optional.ofNullable(run.getSecondaryResults().get("gc.alloc.rate.norm"))
                    .ifPresent(bytes -> figures.add(new Figure(method, "allocated", bytes.getScore(), "B/op", count)));
        }
        return figures;
    }
}
