package org.belltower.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long it takes from the start of the process to the first call, with an empty data folder and with one that was used. */
final class CallStart {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private CallStart() {}

    static List<Figure> measure(Workbench bench, int runs) throws InterruptedException {
        var empty = new Times();
        var used = new Times();
        for (int i = 0; i < runs; i++) {
            Path data = bench.emptyFolder("call-start");
            start(bench, data, empty);
            start(bench, data, used);
            bench.note("start " + (i + 1) + " of " + runs + ": " + empty.last() + " empty, " + used.last() + " used");
        }
        var figures = new ArrayList<Figure>();
        figures.addAll(empty.figures("start, empty data folder"));
        figures.addAll(used.figures("start, data folder in use before"));
        return figures;
    }

    private static final class Times {
        private final List<Double> answer = new ArrayList<>();
        private final List<Double> voice = new ArrayList<>();
        private final List<Double> cpu = new ArrayList<>();

        void add(double answered, double heard, Duration used) {
            answer.add(answered);
            voice.add(heard);
            cpu.add(used.toMillis() / 1e3);
        }

        String last() {
            return String.format(java.util.Locale.ROOT, "%.2f s", answer.getLast());
        }

        List<Figure> figures(String situation) {
            Samples answered = Samples.of(answer);
            Samples heard = Samples.of(voice);
            Samples used = Samples.of(cpu);
            return List.of(
                    new Figure(situation, "to first 200 OK, p50", answered.percentile(50), "s", answered.count()),
                    new Figure(situation, "to first 200 OK, least", answered.percentile(1), "s", answered.count()),
                    new Figure(situation, "to first 200 OK, most", answered.percentile(100), "s", answered.count()),
                    new Figure(situation, "to first RTP packet, p50", heard.percentile(50), "s", heard.count()),
                    new Figure(situation, "CPU of the JVM by then, p50", used.percentile(50), "s", used.count()));
        }
    }

    private static void start(Workbench bench, Path data, Times times) throws InterruptedException {
        try (ServerProcess server = ServerProcess.start(bench, data)) {
            server.awaitSipPort(PATIENCE);
            try (PensionCaller caller = PensionCaller.answered(server.sip(), Duration.ofMinutes(1))) {
                long voice = caller.firstVoiceNanos();
                Duration cpu = server.cpu();
                times.add(
                        (caller.call().answeredNanos() - server.startNanos()) / 1e9,
                        (voice - server.startNanos()) / 1e9,
                        cpu);
            }
            server.awaitReady(PATIENCE);
        }
    }
}
