package org.belltower.bench;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.server.conversation.Caller;
import org.belltower.server.conversation.CallerAct;
import org.belltower.server.conversation.MemoryLine;
import org.belltower.server.conversation.PromptWords;
import org.belltower.server.conversation.Wording;
import org.belltower.voicexml.DocumentCheck;
import org.belltower.voicexml.EngineSettings;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.SessionObserver;
import org.belltower.voicexml.VoiceXmlEngine;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Fetchers;
import picocli.CommandLine.Option;

/**
 * {@code voicexml}: what a hotline with speech asks of the interpreter, without recogniser and without sound: a form of mixed
 * initiative, a grammar of 200 entries, documents that are compiled, sessions that wait. A turn is one answer of the caller's.
 */
final class VoiceXmlBenchmark implements Benchmark {
    private static final int ENTRIES = 200;
    private static final int ANSWERS_A_SESSION = 100;
    private static final int MEASUREMENTS = 5;
    private static final Duration START = Duration.ofMinutes(2);
    private static final URI DOCUMENT = URI.create("bench:document");
    private static final PromptWords SILENT = _ -> new Wording.Said(List.of());

    /** Which trip, in one sentence or in two. */
    private static final List<String> TRIPS =
            List.of("from paris to rome", "to oslo", "paris", "from rome", "lima", "from lima to paris");

    @Option(names = "--seconds", defaultValue = "3", description = "Length of each of five measurements (default 3).")
    private int seconds;

    @Option(names = "--sessions", defaultValue = "10000", description = "Sessions that wait at once (default 10000).")
    private int sessions;

    @Override
    public String name() {
        return "voicexml";
    }

    @Override
    public String purpose() {
        return "mixed initiative, a grammar of 200 entries, compiling documents, heap of 10,000 idle sessions";
    }

    @Override
    public List<Figure> measure(Workbench bench) throws InterruptedException {
        var figures = new ArrayList<Figure>();
        bench.note("one thread, warming up " + 2 * seconds + " s, then five times " + seconds + " s, for each of four");
        figures.addAll(turns("mixed-initiative form", trips(), i -> TRIPS.get(i % TRIPS.size())));
        figures.addAll(turns("grammar of " + ENTRIES + " entries", funds(), i -> fund(i * 37 % ENTRIES)));
        figures.addAll(compiled("document with two fields and a form grammar", trips()));
        figures.addAll(compiled("document with a grammar of " + ENTRIES + " entries", funds()));
        bench.note("heap: " + sessions + " sessions that wait for input, each on its virtual thread");
        double heap = heap();
        figures.add(new Figure("idle sessions", "live heap of all", heap / (1 << 20), "MiB", sessions));
        figures.add(new Figure("idle sessions", "live heap", heap / 1024 / sessions, "KiB/session", sessions));
        return figures;
    }

    /** One measurement: how often, and what it cost. */
    private record Work(long count, Cpu cpu) {}

    /** What is done again and again. */
    @FunctionalInterface
    private interface Repeated {
        /** How much was done. */
        long once();
    }

    private List<Figure> turns(String situation, String document, IntFunction<String> said) {
        VoiceXmlEngine engine = engine(document);
        return figures(situation, "turns", "turn", () -> {
            SessionEnd end = engine.run(DOCUMENT, line(new Speaker(said)), SessionObserver.NONE);
            if (!(end instanceof SessionEnd.HungUp)) {
                throw new BenchException("the session did not go as scripted but ended with " + end);
            }
            return ANSWERS_A_SESSION;
        });
    }

    /** Read, checked and compiled, grammars and scripts included, by an engine that has not seen it. */
    private List<Figure> compiled(String situation, String document) {
        var settings = EngineSettings.DEFAULT;
        // No validator: nothing is kept.
        var engine = new VoiceXmlEngine(
                settings,
                Fetchers.none().with("bench", _ -> fetched(document, Optional.empty())),
                InstantSource.system());
        return figures(situation, "documents", "document", () -> {
            if (!(engine.check(DOCUMENT) instanceof DocumentCheck.Sound)) {
                throw new BenchException("the document of the benchmark is broken: " + engine.check(DOCUMENT));
            }
            return 1;
        });
    }

    private List<Figure> figures(String situation, String what, String one, Repeated work) {
        run(work, Duration.ofSeconds(2L * seconds));
        var perCore = new ArrayList<Double>();
        var bytes = new ArrayList<Double>();
        long count = 0;
        for (int i = 0; i < MEASUREMENTS; i++) {
            Work done = run(work, Duration.ofSeconds(seconds));
            perCore.add(done.count / (done.cpu.nanos() / 1e9));
            bytes.add((double) done.cpu.bytes() / done.count);
            count += done.count;
        }
        return List.of(
                new Figure(
                        situation,
                        what + ", median of " + MEASUREMENTS,
                        Samples.of(perCore).percentile(50),
                        what + "/s of CPU",
                        count),
                new Figure(
                        situation,
                        what + ", least of " + MEASUREMENTS,
                        Samples.of(perCore).percentile(1),
                        what + "/s of CPU",
                        count),
                new Figure(situation, "allocated", Samples.of(bytes).percentile(50), "B/" + one, count));
    }

    private static Work run(Repeated work, Duration time) {
        Cpu begin = Cpu.of(Thread.currentThread());
        long until = System.nanoTime() + time.toNanos();
        long count = 0;
        while (System.nanoTime() < until) {
            count += work.once();
        }
        return new Work(count, Cpu.of(Thread.currentThread()).since(begin));
    }

    /** Bytes of all sessions. */
    private double heap() throws InterruptedException {
        VoiceXmlEngine engine = engine(funds());
        long before = liveHeap();
        var waiting = new CountDownLatch(sessions);
        var over = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        try {
            for (int i = 0; i < sessions; i++) {
                threads.add(Thread.ofVirtual()
                        .start(() -> engine.run(DOCUMENT, line(new Idler(waiting, over)), SessionObserver.NONE)));
            }
            if (!waiting.await(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchException(waiting.getCount() + " of " + sessions + " sessions did not come to wait in "
                        + START.toSeconds() + " s; try fewer with --sessions");
            }
            return liveHeap() - before;
        } finally {
            over.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** After full collections: a single one may leave what it has only just found dead. */
    private static long liveHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static VoiceXmlEngine engine(String document) {
        return new VoiceXmlEngine(
                EngineSettings.DEFAULT,
                Fetchers.none().with("bench", _ -> fetched(document, Optional.of("always"))),
                InstantSource.system());
    }

    private static FetchResult fetched(String document, Optional<String> validator) {
        return new FetchResult.Fetched(DOCUMENT, "application/voicexml+xml", Content.of(document), validator);
    }

    private static MemoryLine line(Caller caller) {
        return new MemoryLine(caller, SILENT, "88001");
    }

    /** Says so many things, then hangs up. Confined to its session's thread. */
    private static final class Speaker implements Caller {
        private final IntFunction<String> said;
        private int next;

        Speaker(IntFunction<String> said) {
            this.said = said;
        }

        @Override
        public void hears(List<String> words) {}

        @Override
        public CallerAct next(InputRequest request) {
            return next < ANSWERS_A_SESSION ? new CallerAct.Words(said.apply(next++)) : new CallerAct.HangUp();
        }
    }

    /** Does nothing until all is over. Confined to its session's thread. */
    private record Idler(CountDownLatch waiting, CountDownLatch over) implements Caller {
        @Override
        public void hears(List<String> words) {}

        @Override
        public CallerAct next(InputRequest request) {
            waiting.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new CallerAct.HangUp();
        }
    }

    private static String document(String form) {
        return "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xml:lang=\"en-US\">" + form + "</vxml>";
    }

    /** Both cities may be said at once, or one after the other; then it begins again. */
    private static String trips() {
        String city = """
                <grammar mode="voice" root="r" xml:lang="en-US" tag-format="semantics/1.0-literals" version="1.0">
                  <rule id="r"><one-of><item>paris<tag>PAR</tag></item><item>rome<tag>ROM</tag></item>
                    <item>oslo<tag>OSL</tag></item><item>lima<tag>LIM</tag></item></one-of></rule>
                </grammar>
                """;
        return document("""
                <form id="trip">
                  <grammar mode="voice" root="r" xml:lang="en-US" tag-format="semantics/1.0" version="1.0">
                    <rule id="r">
                      <item repeat="0-1">from <ruleref uri="#city"/><tag>out.source = rules.city;</tag></item>
                      <item repeat="0-1">to <ruleref uri="#city"/><tag>out.target = rules.city;</tag></item>
                    </rule>
                    <rule id="city"><one-of>
                      <item>paris<tag>out = 'PAR';</tag></item><item>rome<tag>out = 'ROM';</tag></item>
                      <item>oslo<tag>out = 'OSL';</tag></item><item>lima<tag>out = 'LIM';</tag></item>
                    </one-of></rule>
                  </grammar>
                  <initial name="start"><prompt>which trip?</prompt></initial>
                  <field name="source"><prompt>from where?</prompt>%s</field>
                  <field name="target"><prompt>where to?</prompt>%s</field>
                  <filled><prompt><value expr="source + ' ' + target"/></prompt><clear/></filled>
                </form>
                """.formatted(city, city));
    }

    private static String funds() {
        String items = IntStream.range(0, ENTRIES)
                .mapToObj(i -> "<item>" + fund(i) + "<tag>F" + i + "</tag></item>")
                .collect(Collectors.joining());
        return document("""
                <form id="fund">
                  <field name="fund"><prompt>which fund?</prompt>
                    <grammar mode="voice" root="r" xml:lang="en-US" tag-format="semantics/1.0-literals" version="1.0">
                      <rule id="r"><one-of>%s</one-of></rule>
                    </grammar>
                    <filled><prompt><value expr="fund"/></prompt><clear/></filled>
                  </field>
                </form>
                """.formatted(items));
    }

    /** Many begin alike, as the names of funds do. */
    private static String fund(int number) {
        List<String> house = List.of("harbour", "granite", "meridian", "north star", "old bridge");
        List<String> kind = List.of("growth", "income", "balanced", "bond", "index", "global", "pension", "value");
        List<String> share = List.of("one", "two", "three", "four", "five");
        return house.get(number % 5) + " " + kind.get(number / 5 % 8) + " " + share.get(number / 40);
    }
}
