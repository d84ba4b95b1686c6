package org.belltower.bench;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        VoiceXmlEngine engine = engine(funds());
        double heap =
                WaitingSessions.heap(sessions, all -> engine.run(DOCUMENT, line(new Idler(all)), SessionObserver.NONE));
        figures.add(new Figure("idle sessions", "live heap of all", heap / (1 << 20), "MiB", sessions));
        figures.add(new Figure("idle sessions", "live heap", heap / 1024 / sessions, "KiB/session", sessions));
        return figures;
    }

    private List<Figure> turns(String situation, String document, IntFunction<String> said) {
        VoiceXmlEngine engine = engine(document);
        return Throughput.of(situation, "turns", "turn", seconds, () -> {
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
        return Throughput.of(situation, "documents", "document", seconds, () -> {
            if (!(engine.check(DOCUMENT) instanceof DocumentCheck.Sound)) {
                throw new BenchException("the document of the benchmark is broken: " + engine.check(DOCUMENT));
            }
            return 1;
        });
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
    private record Idler(WaitingSessions all) implements Caller {
        @Override
        public void hears(List<String> words) {}

        @Override
        public CallerAct next(InputRequest request) {
            all.waitHere();
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
