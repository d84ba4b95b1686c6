package org.belltower.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A steady time with so many calls, from its beginning to its end. <i>Confined to one thread.</i>
 *
 * <p>Processor time is told for each second that a call played: 50 packets of voice that came are a second.
 */
final class LoadWindow {
    private static final String CLOCK = "media-clock";
    private static final double PACKETS_A_SECOND = 50;

    private final List<LineWatch> watches;
    private final SequencedMap<String, Long> processes;
    private final SequencedMap<String, Long> callers;
    private final Map<String, ProcessUse> before = new LinkedHashMap<>();
    private final long clockBefore;
    private final MachineUse machineBefore;

    private LoadWindow(
            List<LineWatch> watches, SequencedMap<String, Long> processes, SequencedMap<String, Long> callers) {
        this.watches = watches;
        this.processes = processes;
        this.callers = callers;
        processes.forEach((name, pid) -> before.put(name, ProcessUse.of(pid)));
        callers.forEach((name, pid) -> before.put(name, ProcessUse.of(pid)));
        this.clockBefore = clock();
        this.machineBefore = MachineUse.now();
        watches.forEach(LineWatch::begin);
    }

    /**
     * Begins to count.
     *
     * @param processes whose use is told a call, by name
     * @param callers whose use is told as a whole: what places the calls and listens
     */
    static LoadWindow begin(
            List<LineWatch> watches, SequencedMap<String, Long> processes, SequencedMap<String, Long> callers) {
        return new LoadWindow(watches, processes, callers);
    }

    private long clock() {
        return processes.values().stream()
                .mapToLong(pid -> ProcessUse.ticksOfThreads(pid, CLOCK))
                .sum();
    }

    /**
     * Ends, with its figures.
     *
     * @param title of what was loaded
     * @param failed calls of those that were to stand
     * @param empty what each process had resident, in KiB, before the first call
     * @param mostStolen percent of the machine's time; a window with more is marked
     */
    List<Figure> end(String title, long failed, Map<String, Long> empty, double mostStolen) {
        MachineUse machine = MachineUse.now().since(machineBefore);
        List<LineWatch.Count> counts = watches.stream().map(LineWatch::count).toList();
        var used = new LinkedHashMap<String, Double>();
        before.forEach((name, use) -> used.put(name, seconds(ticksNow(name) - use.ticks())));
        double clock = seconds(clock() - clockBefore);
        int calls = watches.size();
        long packets = counts.stream().mapToLong(LineWatch.Count::packets).sum();
        double played = Math.max(packets / PACKETS_A_SECOND, 1 / PACKETS_A_SECOND);
        boolean marked = machine.stolenPercent() > mostStolen;
        String situation = title + ", " + calls + (calls == 1 ? " call" : " calls") + (marked ? " (!)" : "");
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(situation, "calls that failed", failed, "calls", calls));
        figures.add(
                new Figure(situation, "packets of voice that came", packets / (double) calls, "packets/call", calls));
        long frames = Math.max(packets, 1);
        figures.add(new Figure(
                situation,
                "not made in time: jumps of the timestamp",
                counts.stream().mapToLong(LineWatch.Count::skipped).sum(),
                "frames",
                frames));
        figures.add(new Figure(
                situation,
                "not made in time: gaps of the sequence",
                counts.stream().mapToLong(LineWatch.Count::missing).sum(),
                "packets",
                frames));
        figures.add(new Figure(
                situation,
                "not made in time: pauses above 60 ms",
                counts.stream().mapToLong(LineWatch.Count::lateGaps).sum(),
                "pauses",
                frames));
        figures.add(new Figure(
                situation,
                "frames in those pauses",
                counts.stream().mapToLong(LineWatch.Count::lateFrames).sum(),
                "frames",
                frames));
        processes.keySet().forEach(name -> figures.add(cpu(situation, name, used.getOrDefault(name, 0.0), played)));
        if (clock > 0) {
            figures.add(cpu(situation, "media clock (part of the switch)", clock, played));
        }
        List<Double> waits =
                counts.stream().flatMap(count -> count.waits().stream()).toList();
        long keys = counts.stream().mapToLong(LineWatch.Count::keys).sum();
        if (!waits.isEmpty()) {
            figures.addAll(Samples.of(waits).figures(situation, "key to voice", "ms"));
        }
        figures.add(new Figure(
                situation,
                "keys without an answer",
                counts.stream().mapToLong(LineWatch.Count::unanswered).sum(),
                "keys",
                Math.max(keys, 1)));
        processes.forEach((name, pid) -> figures.add(new Figure(
                situation,
                "resident, " + name,
                (ProcessUse.of(pid).residentKib() - empty.getOrDefault(name, 0L)) / (double) calls,
                "KiB/call",
                calls)));
        double wall = machine.all() / ProcessUse.A_SECOND / Runtime.getRuntime().availableProcessors();
        callers.keySet()
                .forEach(name -> figures.add(new Figure(
                        situation,
                        "processor time, " + name,
                        100 * used.getOrDefault(name, 0.0) / Math.max(wall, 1 / ProcessUse.A_SECOND),
                        "% of a core",
                        calls)));
        figures.add(new Figure(situation, "machine at work", machine.busyPercent(), "%", calls));
        figures.add(new Figure(
                situation, "stolen time" + (marked ? " (!) too much" : ""), machine.stolenPercent(), "%", calls));
        return List.copyOf(figures);
    }

    private long ticksNow(String name) {
        Long pid = processes.containsKey(name) ? processes.get(name) : callers.get(name);
        if (pid == null) {
            throw new IllegalStateException(name + " was not there at the beginning");
        }
        return ProcessUse.of(pid).ticks();
    }

    private static Figure cpu(String situation, String name, double seconds, double played) {
        return new Figure(
                situation,
                "processor time, " + name,
                1000 * seconds / played,
                "ms/s of a playing call",
                Math.max(1, Math.round(played)));
    }

    private static double seconds(long ticks) {
        return ticks / ProcessUse.A_SECOND;
    }

    /** In one line, for who waits. */
    static String summary(List<Figure> figures) {
        var text = new StringBuilder(figures.getFirst().situation()).append(':');
        for (Figure figure : figures) {
            if (figure.measure().startsWith("processor time")
                    || figure.measure().startsWith("key to voice, p")) {
                text.append(
                        String.format(Locale.ROOT, " %s %.2f %s;", figure.measure(), figure.value(), figure.unit()));
            }
        }
        return text.toString();
    }
}
