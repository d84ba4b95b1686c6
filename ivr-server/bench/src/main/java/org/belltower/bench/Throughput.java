package org.belltower.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How much of one kind of work this thread does in a second of processor time, and what it allocates for it. <em>Stateless.</em> */
final class Throughput {
    private static final int MEASUREMENTS = 5;

    private Throughput() {}

    /** What is done again and again. */
    @FunctionalInterface
    interface Repeated {
        /** How much was done. */
        long once();
    }

    private record Done(long count, Cpu cpu) {}

    /**
     * Warms up, then measures five times.
     *
     * @param what is counted, in the plural
     * @param one of them
     * @param seconds of each measurement; of warming up twice as many
     */
    static List<Figure> of(String situation, String what, String one, int seconds, Repeated work) {
        run(work, Duration.ofSeconds(2L * seconds));
        var perCore = new ArrayList<Double>();
        var bytes = new ArrayList<Double>();
        long count = 0;
        for (int i = 0; i < MEASUREMENTS; i++) {
            Done done = run(work, Duration.ofSeconds(seconds));
            perCore.add(done.count / (done.cpu.nanos() / 1e9));
            bytes.add((double) done.cpu.bytes() / done.count);
            count += done.count;
        }
        String rate = what + "/s of CPU";
        return List.of(
                new Figure(
                        situation,
                        what + ", median of " + MEASUREMENTS,
                        Samples.of(perCore).percentile(50),
                        rate,
                        count),
                new Figure(
                        situation,
                        what + ", least of " + MEASUREMENTS,
                        Samples.of(perCore).percentile(1),
                        rate,
                        count),
                new Figure(situation, "allocated", Samples.of(bytes).percentile(50), "B/" + one, count));
    }

    private static Done run(Repeated work, Duration time) {
        Cpu begin = Cpu.of(Thread.currentThread());
        long until = System.nanoTime() + time.toNanos();
        long count = 0;
        while (System.nanoTime() < until) {
            count += work.once();
        }
        return new Done(count, Cpu.of(Thread.currentThread()).since(begin));
    }
}
