package org.belltower.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a call that waits in the menu costs the server's process: live heap after a full collection, resident memory, platform
 * threads. Every caller presses 9 now and then, which asks for the menu again, so that none is let go as silent.
 */
final class CallMemory {
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration ALL_IN_MENU = Duration.ofMinutes(4);
    /** Between two calls that begin: five log-ins a second, each of which costs a hash of the PIN. */
    private static final Duration STAGGER = Duration.ofMillis(200);

    private static final Duration STILL_THERE = Duration.ofSeconds(8);
    private static final Duration SETTLE = Duration.ofSeconds(30);
    /** What is heard is not looked at. */
    private static final Duration TIMELINE = Duration.ofSeconds(1);

    private CallMemory() {}

    /** At each of these numbers of calls, in rising order. */
    static List<Figure> measure(Workbench bench, List<Integer> steps) throws InterruptedException {
        Path data = bench.emptyFolder("call-memory");
        var figures = new ArrayList<Figure>();
        var calls = new ArrayList<Double>();
        var heap = new ArrayList<Double>();
        var resident = new ArrayList<Double>();
        var over = new AtomicBoolean();
        var again = new AtomicInteger();
        try (ServerProcess server = ServerProcess.start(bench, data);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                server.awaitReady(READY);
                warmUp(server);
                var inMenu = new Phaser(1);
                var running = new ArrayList<Future<?>>();
                for (int step : steps) {
                    while (running.size() < step) {
                        inMenu.register();
                        running.add(callers.submit(() -> {
                            waitInMenu(server, inMenu, over, again);
                            return running;
                        }));
                        Await.pass(STAGGER);
                    }
                    awaitAll(inMenu, step);
                    double live = settledHeap(server) / 1024.0;
                    double rss = server.status("VmRSS");
                    checkStillCalling(running);
                    calls.add((double) step);
                    heap.add(live);
                    resident.add(rss);
                    String situation = step + " calls in the menu";
                    long count = Math.max(1, step);
                    figures.add(new Figure(situation, "live heap", live / 1024, "MiB", count));
                    figures.add(new Figure(situation, "resident", rss / 1024, "MiB", count));
                    figures.add(new Figure(situation, "platform threads", server.status("Threads"), "threads", count));
                    figures.add(new Figure(situation, "dialled again so far", again.get(), "calls", count));
                    bench.note(String.format(
                            Locale.ROOT, "%d calls: %.1f MiB live, %.1f MiB resident", step, live / 1024, rss / 1024));
                }
            } finally {
                over.set(true);
            }
        }
        figures.add(new Figure("a call in the menu", "live heap", slope(calls, heap), "KiB/call", calls.size()));
        figures.add(new Figure("a call in the menu", "resident", slope(calls, resident), "KiB/call", calls.size()));
        return figures;
    }

    /** So that no class is loaded and no clip read while it is measured. */
    private static void warmUp(ServerProcess server) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            try (PensionCaller caller = PensionCaller.answered(server.sip(), TIMELINE)) {
                caller.entersMenu();
                caller.presses('9', Duration.ofSeconds(1));
            }
        }
        settledHeap(server);
    }

    /**
     * Bytes, once what has just begun or ended changes them no more: two looks in a row that agree within 1 %,
     * or the last look where {@link #SETTLE} has passed.
     */
    private static long settledHeap(ServerProcess server) throws InterruptedException {
        long last = 0;
        long deadline = System.nanoTime() + SETTLE.toNanos();
        while (true) {
            long now = server.liveHeap();
            if (Math.abs(now - last) * 100 <= now || System.nanoTime() - deadline > 0) {
                return now;
            }
            last = now;
        }
    }

    /** Where the hotline lets a caller go, as after a log-in that an overloaded machine broke up, the caller dials again. */
    private static void waitInMenu(ServerProcess server, Phaser inMenu, AtomicBoolean over, AtomicInteger again)
            throws InterruptedException {
        boolean arrived = false;
        try {
            while (!over.get()) {
                try (PensionCaller caller = PensionCaller.answered(server.sip(), TIMELINE)) {
                    caller.entersMenu();
                    if (!arrived) {
                        inMenu.arriveAndDeregister();
                        arrived = true;
                    }
                    boolean up = true;
                    while (up && !over.get()) {
                        caller.call().press("9");
                        up = caller.call().awaitHangUp(STILL_THERE).isEmpty();
                    }
                    if (!up) {
                        again.incrementAndGet();
                    }
                }
            }
        } finally {
            if (!arrived) {
                inMenu.arriveAndDeregister();
            }
        }
    }

    private static void awaitAll(Phaser inMenu, int step) throws InterruptedException {
        int phase = inMenu.arrive();
        try {
            inMenu.awaitAdvanceInterruptibly(phase, ALL_IN_MENU.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new BenchException("not all of " + step + " calls reached the menu in time", e);
        }
    }

    private static void checkStillCalling(List<Future<?>> calls) throws InterruptedException {
        for (Future<?> call : calls) {
            if (call.isDone()) {
                try {
                    call.get();
                } catch (ExecutionException e) {
                    throw new BenchException("a call failed: " + e.getCause(), e);
                }
            }
        }
    }

    /** Of the straight line that fits best (least squares). */
    static double slope(List<Double> x, List<Double> y) {
        double meanX = x.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double meanY = y.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int i = 0; i < x.size(); i++) {
            above += (x.get(i) - meanX) * (y.get(i) - meanY);
            below += (x.get(i) - meanX) * (x.get(i) - meanX);
        }
        if (below == 0) {
            throw new BenchException("a slope needs two different numbers of calls, as --calls 0,100");
        }
        return above / below;
    }
}
