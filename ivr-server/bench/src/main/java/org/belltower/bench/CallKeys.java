package org.belltower.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.bench.KeyLatency.Kind;
import org.belltower.bench.KeyLatency.Press;
import org.belltower.bench.KeyLatency.Sent;
import org.belltower.server.Belltower;
import org.belltower.server.caller.Ear;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.KnownClip;
import org.belltower.server.demo.ClipFolder;

/**
 * How long a caller waits from a key to the answer: the menu again, a figure from the database, back to the menu. All prompts
 * and figures have been synthesised before. The ear listens after the calls, so that it takes no processor from them.
 */
final class CallKeys {
    private static final List<Press> ROUND = List.of(
            new Press('*', Kind.MENU, CallKeys::isMenu),
            new Press('1', Kind.FIGURE, text -> text.contains("单位净值") && text.contains("年")),
            new Press('9', Kind.MENU, CallKeys::isMenu));

    /** A call's clock and the server's keep their distance, so each call is one phase: many short ones instead of a long one. */
    private static final int ROUNDS = 5;

    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration TIMELINE = Duration.ofMinutes(10);
    /** Between two calls that begin: the load is callers who come one after the other. */
    private static final Duration STAGGER = Duration.ofMillis(150);
    /** Least time between a key and the next: longer than any answer should take. */
    private static final Duration THINK = Duration.ofMillis(900);

    private CallKeys() {}

    private static boolean isMenu(String text) {
        return text.contains("单位净值请按");
    }

    /**
     * Measures.
     *
     * @param concurrency how many calls at once, one after the other
     * @param keys at least how many keys at each of them
     */
    static List<Figure> measure(Workbench bench, List<Integer> concurrency, int keys) throws InterruptedException {
        Path data = bench.emptyFolder("call-keys");
        var figures = new ArrayList<Figure>();
        try (ServerProcess server = ServerProcess.start(bench, data)) {
            server.awaitReady(READY);
            bench.note("keys: warming up with 10 calls");
            var clips = new ClipFolder(data.resolve(Belltower.CLIPS));
            List<KnownClip> known = new ArrayList<>();
            calls(server, 10);
            for (int atOnce : concurrency) {
                known.addAll(clips.fresh());
                int keysAtOnce = atOnce * ROUNDS * ROUND.size();
                int times = (keys + keysAtOnce - 1) / keysAtOnce;
                var heard = new ArrayList<Finished>();
                for (int i = 0; i < times; i++) {
                    heard.addAll(calls(server, atOnce));
                }
                figures.addAll(figures(bench, atOnce, heard, known));
            }
        }
        return figures;
    }

    /** A call that is over, with what it heard. */
    private record Finished(PensionCaller caller, List<Sent> keys) {}

    private static List<Finished> calls(ServerProcess server, int atOnce) throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Finished>>();
            for (int i = 0; i < atOnce; i++) {
                Callable<Finished> script = () -> call(server);
                running.add(callers.submit(script));
                Await.pass(STAGGER);
            }
            var finished = new ArrayList<Finished>();
            for (Future<Finished> call : running) {
                finished.add(call.get());
            }
            return finished;
        } catch (ExecutionException e) {
            throw new BenchException("a call failed: " + e.getCause(), e);
        }
    }

    private static Finished call(ServerProcess server) throws InterruptedException {
        var random = new Random();
        var keys = new ArrayList<Sent>();
        PensionCaller caller = PensionCaller.answered(server.sip(), TIMELINE);
        try (caller) {
            caller.entersMenu();
            caller.call().listen(THINK);
            for (int i = 0; i < ROUNDS; i++) {
                for (Press press : ROUND) {
                    keys.add(new Sent(press, caller.presses(press.key(), THINK.plusMillis(random.nextInt(100)))));
                }
            }
        }
        return new Finished(caller, keys);
    }

    private static List<Figure> figures(Workbench bench, int atOnce, List<Finished> calls, List<KnownClip> clips) {
        var answered = new ArrayList<KeyLatency>();
        long pressed = 0;
        for (Finished call : calls) {
            var ear = new Ear(call.caller().call().heard());
            clips.forEach(ear::learn);
            List<HeardClip> heard = ear.finish();
            answered.addAll(KeyLatency.of(call.keys(), heard));
            pressed += call.keys().size();
        }
        if (answered.isEmpty()) {
            throw new BenchException("no key was answered as due; the applications or prompts have changed");
        }
        String calling = atOnce == 1 ? "1 call at once" : atOnce + " calls at once";
        Samples all =
                Samples.of(answered.stream().map(KeyLatency::millisFromLast).toList());
        bench.note(String.format(
                Locale.ROOT,
                "%s: %d of %d keys were answered as due, p50 %.1f ms, p99 %.1f ms after their end",
                calling,
                answered.size(),
                pressed,
                all.percentile(50),
                all.percentile(99)));
        var figures =
                new ArrayList<Figure>(all.figures(calling + ", every key", "last packet of the key to voice", "ms"));
        for (Kind kind : Kind.values()) {
            List<KeyLatency> ofKind =
                    answered.stream().filter(a -> a.press().kind() == kind).toList();
            if (ofKind.isEmpty()) {
                continue; // Counted below as keys without their answer.
            }
            String situation = calling + ", " + (kind == Kind.MENU ? "menu" : "figure from the database");
            figures.addAll(
                    Samples.of(ofKind.stream().map(KeyLatency::millisFromLast).toList())
                            .figures(situation, "last packet of the key to voice", "ms"));
            figures.addAll(
                    Samples.of(ofKind.stream().map(KeyLatency::millisFromFirst).toList())
                            .figures(situation, "first packet of the key to voice", "ms"));
        }
        figures.add(
                new Figure(calling, "keys without the answer that is due", pressed - answered.size(), "keys", pressed));
        return figures;
    }
}
