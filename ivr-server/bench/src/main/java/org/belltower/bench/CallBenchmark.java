package org.belltower.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** {@code call}: whole calls over loopback SIP and RTP to a server in a process of its own. */
final class CallBenchmark implements Benchmark {
    /** What can be measured by itself. */
    private enum Part {
        START,
        KEYS,
        MEMORY
    }

    @Option(names = "--part", split = ",", description = "start, keys or memory; all by default.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--starts", defaultValue = "3", description = "Starts with each kind of data folder (default 3).")
    private int starts;

    @Option(
            names = "--at-once",
            split = ",",
            defaultValue = "1,20,50",
            description = "Calls at once (default 1,20,50).")
    private List<Integer> atOnce = List.of();

    @Option(names = "--keys", defaultValue = "150", description = "Least keys at each number of calls (default 150).")
    private int keys;

    @Option(
            names = "--calls",
            split = ",",
            defaultValue = "0,100,200,400",
            description = "Waiting calls, rising (default 0,100,200,400).")
    private List<Integer> calls = List.of();

    @Override
    public String name() {
        return "call";
    }

    @Override
    public String purpose() {
        return "whole calls: start to first call, key to voice, memory of a waiting call";
    }

    @Override
    public List<Figure> measure(Workbench bench) throws InterruptedException {
        var figures = new ArrayList<Figure>();
        for (Part part : parts) {
            figures.addAll(
                    switch (part) {
                        case START -> CallStart.measure(bench, starts);
                        case KEYS -> CallKeys.measure(bench, atOnce, keys);
                        case MEMORY -> CallMemory.measure(bench, calls);
                    });
        }
        return figures;
    }
}
