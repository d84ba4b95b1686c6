package org.belltower.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.bench.LoadedSwitch.Setup;
import picocli.CommandLine.Option;

/** {@code calls}: many playing calls at once, on FreeSWITCH and on the embedded switch, one after the other. */
final class CallsBenchmark implements Benchmark {
    /** From the last call that is dialled to its voice. */
    private static final Duration ALL_SPEAK = Duration.ofSeconds(40);
    /** A call that has not spoken for so long has failed. */
    private static final Duration SILENT = Duration.ofSeconds(2);

    @Option(
            names = "--setup",
            split = ",",
            description = "freeswitch_ivr, freeswitch, embedded or one_process; the first three by default.")
    private Set<Setup> setups = EnumSet.of(Setup.FREESWITCH_IVR, Setup.FREESWITCH, Setup.EMBEDDED);

    @Option(
            names = "--calls",
            split = ",",
            defaultValue = "50,150,300",
            description = "Playing calls (default 50,150,300).")
    private List<Integer> calls = List.of();

    @Option(
            names = "--more-embedded",
            split = ",",
            defaultValue = "1000",
            description = "Further numbers of calls on the embedded switch (default 1000; 0 for none).")
    private List<Integer> moreEmbedded = List.of();

    @Option(names = "--seconds", defaultValue = "30", description = "Length of a steady window (default 30).")
    private int seconds;

    @Option(names = "--settle", defaultValue = "15", description = "Seconds before each window (default 15).")
    private int settle;

    @Option(names = "--rate", defaultValue = "20", description = "New calls a second (default 20).")
    private int rate;

    @Option(
            names = "--most-stolen",
            defaultValue = "2",
            description = "Percent of the machine's time; a window with more stolen is marked (default 2).")
    private double mostStolen;

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public String purpose() {
        return "many playing calls: lost frames, processor time, key to voice, memory, beside FreeSWITCH";
    }

    @Override
    public List<Figure> measure(Workbench bench) throws InterruptedException {
        if (seconds < 1 || settle < 0 || rate < 1 || calls.stream().anyMatch(many -> many < 1)) {
            throw new BenchException("--seconds, --rate and --calls are 1 or more");
        }
        var figures = new ArrayList<Figure>();
        for (Setup setup : setups) {
            if (setup.needsFreeSwitch() && LoadedSwitch.freeSwitch().isEmpty()) {
                bench.note(setup.title() + ": skipped: FREESWITCH_HOME names no FreeSWITCH");
                continue;
            }
            figures.addAll(measure(setup, bench));
        }
        return figures;
    }

    private List<Integer> steps(Setup setup) {
        var steps = new TreeSet<>(calls);
        if (!setup.needsFreeSwitch()) {
            moreEmbedded.stream().filter(many -> many > 0).forEach(steps::add);
        }
        return List.copyOf(steps);
    }

    private List<Figure> measure(Setup setup, Workbench bench) throws InterruptedException {
        Path folder = bench.emptyFolder("calls");
        List<Integer> steps = steps(setup);
        var figures = new ArrayList<Figure>();
        Deque<SippCalls> dialling = new ArrayDeque<>();
        try (LoadedSwitch loaded = LoadedSwitch.start(setup, bench, folder);
                LoadCallers callers = LoadCallers.open(steps.getLast())) {
            var empty = new LinkedHashMap<String, Long>();
            loaded.processes()
                    .forEach((name, pid) -> empty.put(name, ProcessUse.of(pid).residentKib()));
            try {
                int up = 0;
                for (int step : steps) {
                    bench.note(setup.title() + ": dialling up to " + step + " calls");
                    List<Integer> ports = callers.ports().subList(up, step);
                    dialling.push(SippCalls.dial(folder, loaded.sip(), loaded.number(), ports, rate));
                    figures.addAll(window(setup, bench, loaded, callers, dialling, step, step - up, empty));
                    up = step;
                }
            } finally {
                dialling.forEach(SippCalls::close);
            }
        }
        return figures;
    }

    private List<Figure> window(
            Setup setup,
            Workbench bench,
            LoadedSwitch loaded,
            LoadCallers callers,
            Deque<SippCalls> dialling,
            int step,
            int fresh,
            Map<String, Long> empty)
            throws InterruptedException {
        awaitSpeaking(callers, step, Duration.ofSeconds(fresh / rate).plus(ALL_SPEAK));
        Await.pass(Duration.ofSeconds(settle));
        var side = new LinkedHashMap<String, Long>();
        side.put("those who listen", ProcessHandle.current().pid());
        int number = 0;
        for (SippCalls sipp : dialling) {
            side.put("sipp " + ++number, sipp.pid());
        }
        LoadWindow window = LoadWindow.begin(callers.watches(step), loaded.processes(), side);
        Await.pass(Duration.ofSeconds(seconds));
        int failed = step - callers.speaking(step, SILENT);
        List<Figure> figures = window.end(setup.title(), failed, empty, mostStolen);
        bench.note(LoadWindow.summary(figures));
        return figures;
    }

    /** Those that do not speak in time are counted as failed afterwards. */
    private static void awaitSpeaking(LoadCallers callers, int calls, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (callers.speaking(calls, SILENT) < calls && System.nanoTime() < deadline) {
            Await.pass(Duration.ofMillis(100));
        }
    }
}
