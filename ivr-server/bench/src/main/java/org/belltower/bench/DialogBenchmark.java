package org.belltower.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.grammar.DtmfMatcher;
import org.belltower.grammar.Key;
import org.belltower.grammar.MatchState;
import org.belltower.hotline.DemoData;
import org.belltower.server.application.ApplicationLoader;
import org.belltower.server.application.VoiceApplication;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.SessionObserver;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Fetchers;
import picocli.CommandLine.Option;

/**
 * {@code dialog}: the VoiceXML interpreter alone, over the pension hotline with services that answer from memory and a caller
 * whose keys are there at once. A turn is one wait for input that the caller answers.
 */
final class DialogBenchmark implements Benchmark {
    /** Repeat, a figure out of four, back to the menu: what a caller does who listens to everything. */
    private static final List<String> ROUND = List.of("*", "1", "*", "9", "2", "9", "3", "9", "4", "9");

    /** Chinese, account, PIN. */
    private static final List<String> LOG_IN = List.of("1", DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN);

    private static final int ROUNDS_A_SESSION = 20;

    @Option(names = "--seconds", defaultValue = "5", description = "Length of each of five measurements (default 5).")
    private int seconds;

    @Option(names = "--sessions", defaultValue = "2000", description = "Sessions that wait at once (default 2000).")
    private int sessions;

    @Override
    public String name() {
        return "dialog";
    }

    @Override
    public String purpose() {
        return "the VoiceXML interpreter in memory: dialog turns a second on one core, heap of a waiting session";
    }

    @Override
    public List<Figure> measure(Workbench bench) throws InterruptedException {
        VoiceApplication.Ready application = pension(bench.home());
        var figures = new ArrayList<Figure>();
        bench.note("turns: one thread, warming up " + 2 * seconds + " s, then five times " + seconds + " s");
        figures.addAll(Throughput.of("one core", "turns", "turn", seconds, () -> {
            var caller = new MemoryLine(DialogBenchmark::listensToEverything);
            expectHangUp(run(application, caller));
            return caller.turns;
        }));
        bench.note("heap: " + sessions + " sessions that wait in the menu, each on its virtual thread");
        double heap = WaitingSessions.heap(
                sessions, all -> expectHangUp(run(application, new MemoryLine(waitsInTheMenu(all)))));
        figures.add(
                new Figure("sessions waiting in the menu", "heap", heap / 1024 / sessions, "KiB/session", sessions));
        bench.note("measured elsewhere, not in this run, with an application of its own: JVoiceXML 130–170 turns/s,"
                + " 118 KB and two platform threads a session");
        return figures;
    }

    private static VoiceApplication.Ready pension(Path home) {
        var loader = new ApplicationLoader(home.resolve("grammars"), Fetchers.none(), InstantSource.system());
        return switch (loader.load(home.resolve("voice-apps/pension"))) {
            case VoiceApplication.Ready ready -> ready;
            case VoiceApplication.Broken broken -> throw new BenchException(String.join("\n", broken.problems()));
        };
    }

    private static SessionEnd run(VoiceApplication.Ready application, Platform caller) {
        return application
                .engine()
                .run(
                        application.start(),
                        caller,
                        SessionObserver.NONE,
                        Fetchers.none().with("hotline", request -> service(request.uri())));
    }

    private static void expectHangUp(SessionEnd end) {
        if (!(end instanceof SessionEnd.HungUp)) {
            throw new BenchException("the session did not go as scripted but ended with " + end);
        }
    }

    /** What the services say about the demo's customer, without a database. */
    private static FetchResult service(URI uri) {
        String plan =
                "\"planCode\":\"P-2001\",\"planName\":\"Steady Growth\",\"method\":\"share\",\"currency\":\"CNY\"";
        String day = "\"unitNetValue\":\"1.0532\",\"periodEndNetAssetValue\":\"105320000.00\","
                + "\"investmentReturn\":\"110000.00\",\"valuationDate\":\"2026-11-20\",\"source\":\"custodian file\"";
        String name = uri.getRawSchemeSpecificPart().split("\\?", -1)[0];
        String fields = switch (name) {
            case "login" -> "";
            case "plans" -> ",\"plans\":[{" + plan + "}]";
            case "netvalue" -> "," + plan + "," + day;
            case "lastthree" -> "," + plan + ",\"days\":[{" + day + "},{" + day + "},{" + day + "}]";
            default -> throw new BenchException("the pension hotline asks for an unknown service: " + uri);
        };
        String outcome = name.equals("login") ? "granted" : "found";
        return new FetchResult.Fetched(
                uri,
                "application/json",
                Content.of("{\"outcome\":\"" + outcome + "\"" + fields + "}"),
                Optional.empty());
    }

    /** What a caller keys at each wait for input; empty where the caller hangs up. */
    @FunctionalInterface
    private interface Script {
        Optional<String> keys(int step);
    }

    private static Optional<String> listensToEverything(int step) {
        int after = step - LOG_IN.size();
        if (after < 0) {
            return Optional.of(LOG_IN.get(step));
        }
        return after < ROUNDS_A_SESSION * ROUND.size()
                ? Optional.of(ROUND.get(after % ROUND.size()))
                : Optional.empty();
    }

    private static Script waitsInTheMenu(WaitingSessions all) {
        return step -> {
            if (step < LOG_IN.size()) {
                return Optional.of(LOG_IN.get(step));
            }
            all.waitHere();
            return Optional.empty();
        };
    }

    /** A line in memory: what is played is over at once, and keys are there when they are asked for. */
    private static final class MemoryLine implements Platform {
        private final Script script;
        private int step;
        private long turns;

        MemoryLine(Script script) {
            this.script = script;
        }

        @Override
        public ConnectionInfo connection() {
            return new ConnectionInfo(
                    URI.create("tel:88001"),
                    URI.create("tel:13900000000"),
                    "sip",
                    "2.0",
                    ConnectionInfo.Originator.REMOTE,
                    "",
                    List.of(),
                    Map.of());
        }

        @Override
        public InputResult collect(List<QueuedPrompt> prompts, InputRequest request) {
            return script.keys(step++).map(keys -> entered(keys, request)).orElseGet(InputResult.HangUp::new);
        }

        private InputResult entered(String keys, InputRequest request) {
            turns++;
            DtmfMatcher matcher = DtmfMatcher.of(request.grammars());
            for (int i = 0; i < keys.length(); i++) {
                matcher.feed(Key.of(keys.charAt(i)).orElseThrow());
            }
            MatchState state = matcher.state();
            if (state.found().isEmpty()) {
                throw new BenchException("the pension hotline does not take the keys " + keys + " here");
            }
            return InputResult.Matched.keys(keys, state.found());
        }

        @Override
        public RecordResult record(List<QueuedPrompt> prompts, RecordRequest request) {
            throw new BenchException("the pension hotline does not record");
        }

        @Override
        public TransferResult transfer(List<QueuedPrompt> prompts, TransferRequest request) {
            throw new BenchException("the pension hotline does not transfer calls");
        }

        @Override
        public PlayResult play(List<QueuedPrompt> prompts) {
            return new PlayResult.Played();
        }

        @Override
        public void disconnect() {
            throw new BenchException("the pension hotline hung up on the script at step " + step);
        }
    }
}
