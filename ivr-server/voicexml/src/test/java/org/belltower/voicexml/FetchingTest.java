package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.voicexml.fetch.LoopbackSite.text;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.belltower.voicexml.fetch.AllowedHosts;
import org.belltower.voicexml.fetch.FetchAudio;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.HttpFetcher;
import org.belltower.voicexml.fetch.HttpSettings;
import org.belltower.voicexml.fetch.LoopbackSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that fetch over a real connection. Spec: VoiceXML 2.0 §5.2.6, §5.3.8, §6.1. */
class FetchingTest {
    private static final String KEY_GRAMMAR =
            "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"r\">"
                    + "<rule id=\"r\">1</rule><rule id=\"second\" scope=\"public\">2</rule></grammar>";

    private LoopbackSite site;
    private HttpFetcher http;
    private VoiceXmlEngine engine;
    private final ScriptedCaller caller = new ScriptedCaller();
    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeEach
    void open() throws IOException {
        site = new LoopbackSite();
        http = HttpFetcher.open(HttpSettings.DEFAULT.allowing(AllowedHosts.parse(List.of(site.entry()))));
        engine = new VoiceXmlEngine(EngineSettings.DEFAULT, Fetchers.none().with("http", http), InstantSource.system());
    }

    @AfterEach
    void close() {
        over.countDown();
        http.close();
        site.close();
    }

    private FetchingTest document(String path, String content) {
        site.with(path, text(200, Site.vxml("", content), "Content-Type", "application/voicexml+xml"));
        return this;
    }

    private List<String> heard() {
        engine.run(site.uri("/main.vxml"), caller, SessionObserver.NONE);
        return caller.heard();
    }

    @Test
    void submitPostsTheFieldsAndRunsTheAnswer() {
        document(
                        "/main.vxml",
                        "<form><var name=\"order\" expr=\"({plan: 'P1', lines: [{n: 2}, {n: 3}]})\"/>"
                                + "<block><submit next=\"next.vxml\" method=\"post\" namelist=\"order\"/></block></form>")
                .document("/next.vxml", "<form><block>answered</block></form>");

        assertThat(heard()).containsExactly("answered");
        assertThat(site.asked().getLast().body()).isEqualTo("order.plan=P1&order.lines.0.n=2&order.lines.1.n=3");
    }

    @Test
    void multipartIsSentWhereTheDocumentSaysSo() {
        document(
                        "/main.vxml",
                        "<form><var name=\"a\" expr=\"'1'\"/><block><submit next=\"next.vxml\" method=\"post\""
                                + " enctype=\"multipart/form-data\" namelist=\"a\"/></block></form>")
                .document("/next.vxml", "<form><block>answered</block></form>");

        assertThat(heard()).containsExactly("answered");
        assertThat(site.asked().getLast().header("Content-type")).startsWith("multipart/form-data");
    }

    @ParameterizedTest
    @CsvSource({
        "<goto next=\"gone.vxml\"/>, error.badfetch.http.404",
        "<submit next=\"gone.vxml\"/>, error.badfetch.http.404",
        "<data name=\"d\" src=\"gone.xml\"/>, error.badfetch.http.404",
        "<script src=\"gone.js\"/>, error.badfetch.http.404",
        "<goto next=\"broken.vxml\"/>, error.badfetch",
        "<goto next=\"http://127.0.0.2/a.vxml\"/>, error.noauthorization",
        "<goto next=\"http://[/\"/>, error.badfetch",
        "<goto next=\"gopher://a/b\"/>, error.badfetch",
        "<data name=\"d\" src=\"text.txt\"/>, error.badfetch",
        "<goto next=\"slow.vxml\" fetchtimeout=\"200ms\"/>, error.badfetch",
        "<goto next=\"round.vxml\"/>, error.badfetch",
    })
    void whatCannotBeHadIsTheEventOfTheSpecification(String content, String event) {
        document(
                "/main.vxml",
                "<form><catch><value expr=\"_event\"/><exit/></catch><block>" + content + "</block></form>");
        site.with("/broken.vxml", text(200, "<vxml"))
                .with("/text.txt", text(200, "no data"))
                .with("/slow.vxml", exchange -> over.await())
                .with("/round.vxml", text(302, "", "Location", "/round.vxml"));

        assertThat(heard()).containsExactly(event);
    }

    @Test
    void cookieFollowsTheCallFromDocumentToData() {
        site.with(
                "/main.vxml",
                text(
                        200,
                        Site.vxml(
                                "",
                                "<form><block><data name=\"d\" src=\"/d.json\"/><value expr=\"d.who\"/></block></form>"),
                        "Set-Cookie",
                        "sid=42; Path=/"));
        site.with(
                "/d.json",
                exchange -> text(
                                200,
                                "{\"who\": \"" + exchange.getRequestHeaders().getFirst("Cookie") + "\"}")
                        .to(exchange));

        assertThat(heard()).containsExactly("sid=42");
        engine.run(site.uri("/main.vxml"), new ScriptedCaller(), SessionObserver.NONE);
        assertThat(site.asked())
                .extracting(asked -> asked.header("Cookie"))
                .containsExactly("", "sid=42", "", "sid=42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxage=\"0\"", "fetchhint=\"safe\" maxage=\"0\""})
    void attributeHasAKeptDocumentAskedForAnew(String attribute) {
        site.with("/d.json", text(200, "1", "Cache-Control", "max-age=600", "Age", "100"));
        document(
                "/main.vxml",
                "<form><block><data name=\"a\" src=\"/d.json\"/><data name=\"b\" src=\"/d.json\"/>"
                        + "<data name=\"c\" src=\"/d.json\" " + attribute + "/></block></form>");
        heard();

        assertThat(site.asked())
                .extracting(asked -> asked.uri().getPath())
                .containsExactly("/main.vxml", "/d.json", "/d.json");
    }

    @Test
    void propertyStandsInForTheAttribute() {
        site.with("/d.json", text(200, "1", "Cache-Control", "max-age=600", "Age", "100"));
        document(
                "/main.vxml",
                "<property name=\"datamaxage\" value=\"0\"/><property name=\"documentmaxage\" value=\"600\"/>"
                        + "<form><block><data name=\"a\" src=\"/d.json\"/><data name=\"b\" src=\"/d.json\"/></block></form>");
        heard();

        assertThat(site.asked()).hasSize(3);
    }

    /** Spec: VoiceXML 2.0 §6.1.1, §6.3.5. */
    @ParameterizedTest
    @CsvSource({
        "'', '', 1",
        "maxage=\"0\", '', 2",
        "'', <property name=\"grammarmaxage\" value=\"0\"/>, 2",
        "maxage=\"600\", <property name=\"grammarmaxage\" value=\"0\"/>, 1",
    })
    void keptGrammarIsAsOldAsTheDocumentLets(String attribute, String property, int requests) {
        site.with("/g.grxml", text(200, KEY_GRAMMAR, "Cache-Control", "max-age=600", "Age", "100"));
        document(
                "/main.vxml",
                property + "<form><field name=\"a\"><grammar src=\"g.grxml\"/></field>"
                        + "<field name=\"b\"><grammar src=\"g.grxml\" " + attribute + "/></field>"
                        + "<filled><value expr=\"a + b\"/></filled></form>");
        caller.presses("1").presses("1");

        assertThat(heard()).containsExactly("11");
        assertThat(site.asked())
                .filteredOn(asked -> asked.uri().getPath().equals("/g.grxml"))
                .hasSize(requests);
    }

    /** Spec: VoiceXML 2.0 §6.1.1, §6.3.5. */
    @ParameterizedTest
    @CsvSource({"'', 1", "<property name=\"documentmaxage\" value=\"0\"/>, 2"})
    void keptRootDocumentIsAsOldAsTheLeafLets(String property, int requests) {
        site.with("/root.vxml", text(200, Site.vxml("", ""), "Cache-Control", "max-age=600", "Age", "100"));
        String leaf = Site.vxml(" application=\"root.vxml\"", "<form><block>there</block></form>");
        site.with("/leaf.vxml", text(200, leaf));
        site.with(
                "/main.vxml",
                text(
                        200,
                        Site.vxml(
                                " application=\"root.vxml\"",
                                property + "<form><block><goto next=\"leaf.vxml\"/></block></form>")));

        assertThat(heard()).containsExactly("there");
        assertThat(site.asked())
                .filteredOn(asked -> asked.uri().getPath().equals("/root.vxml"))
                .hasSize(requests);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<grammar src=\"slow.grxml\" fetchtimeout=\"200ms\"/>",
                "<grammar srcexpr=\"'slow.grxml'\" fetchtimeout=\"200ms\"/>"
            })
    void grammarThatDoesNotComeInItsTimeIsBadFetch(String grammar) {
        site.with("/slow.grxml", exchange -> over.await());
        document(
                "/main.vxml",
                "<form><property name=\"fetchtimeout\" value=\"600s\"/><catch><value expr=\"_event\"/><exit/></catch>"
                        + "<field name=\"f\">" + grammar + "</field></form>");

        assertThat(heard()).containsExactly("error.badfetch");
    }

    /** Spec: VoiceXML 2.0 §3.1.1.2. */
    @Test
    void fragmentOfAGrammarNamesItsRuleBehindARedirectionToo() {
        document(
                "/main.vxml",
                "<form><field name=\"f\"><grammar src=\"old.grxml#second\"/><nomatch>no</nomatch>"
                        + "<filled><value expr=\"f\"/><exit/></filled></field></form>");
        site.with("/old.grxml", text(302, "", "Location", "/new/g.grxml")).with("/new/g.grxml", text(200, KEY_GRAMMAR));
        caller.presses("1").presses("2");

        assertThat(heard()).containsExactly("no", "2");
    }

    @Test
    void secretThatIsSentIsInNoMessageAndNoPath() {
        document(
                "/main.vxml",
                "<form><property name=\"org.belltower.secret\" value=\"true\"/>"
                        + "<field name=\"pin\" type=\"digits?length=6\"><filled>"
                        + "<submit next=\"next.vxml\" namelist=\"pin\"/></filled></field></form>");
        document("/next.vxml", "<form><block><goto next=\"gone.vxml\"/></block></form>");
        var seen = new ArrayList<String>();

        SessionEnd end = engine.run(site.uri("/main.vxml"), caller.presses("918273"), new SessionObserver() {
            @Override
            public void onNode(NodeVisit visit) {
                seen.add(visit.toString());
            }

            @Override
            public void onEvent(String name, String message, Instant at) {
                seen.add(name + message);
            }
        });

        assertThat(site.asked().get(1).uri().getQuery()).isEqualTo("pin=918273");
        seen.add(end.toString());
        assertThat(seen).hasSizeGreaterThan(3).allSatisfy(one -> assertThat(one).doesNotContain("918273"));
    }

    @Test
    void callerHearsWhatIsQueuedAndThenTheAudioOfTheFetch() {
        document(
                        "/main.vxml",
                        "<property name=\"fetchaudiodelay\" value=\"1s\"/><property name=\"fetchaudiominimum\" value=\"3s\"/>"
                                + "<form><block>one moment<goto next=\"next.vxml\" fetchaudio=\"wait.wav\"/></block></form>")
                .document("/next.vxml", "<form><block>there</block></form>");
        var audio = new ArrayList<FetchAudio>();
        var before = new ArrayList<String>();
        var listening = new ListeningCaller(caller, (work, heard) -> {
            audio.add(heard);
            before.addAll(caller.heard());
        });

        engine.run(site.uri("/main.vxml"), listening, SessionObserver.NONE);

        assertThat(audio)
                .containsExactly(new FetchAudio(
                        site.uri("/wait.wav"),
                        Locale.SIMPLIFIED_CHINESE,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3)));
        assertThat(before).containsExactly("one moment");
        assertThat(caller.heard()).containsExactly("one moment", "there");
    }

    /** Tells of the audio of a fetch. */
    private record ListeningCaller(ScriptedCaller caller, Told told) implements Platform {
        interface Told {
            void of(Supplier<?> work, FetchAudio audio);
        }

        @Override
        public ConnectionInfo connection() {
            return caller.connection();
        }

        @Override
        public InputResult collect(List<QueuedPrompt> prompts, InputRequest request) {
            return caller.collect(prompts, request);
        }

        @Override
        public PlayResult play(List<QueuedPrompt> prompts) {
            return caller.play(prompts);
        }

        @Override
        public RecordResult record(List<QueuedPrompt> prompts, RecordRequest request) {
            return caller.record(prompts, request);
        }

        @Override
        public TransferResult transfer(List<QueuedPrompt> prompts, TransferRequest request) {
            return caller.transfer(prompts, request);
        }

        @Override
        public <T> Optional<T> whileConnected(Supplier<T> work, FetchAudio audio) {
            told.of(work, audio);
            return caller.whileConnected(work);
        }

        @Override
        public void disconnect() {
            caller.disconnect();
        }
    }

    @Test
    void dataOfAnotherHostIsHeldToItsAccessControl() {
        site.with("/d.xml", text(200, "<?access-control allow=\"www.example.com\"?><a/>"));
        String content = "<form><catch><value expr=\"_event\"/><exit/></catch><block><data name=\"d\" src=\""
                + site.uri("/d.xml") + "\"/>read</block></form>";
        document("/main.vxml", content);
        assertThat(heard()).as("its own host").containsExactly("read");

        var own = new Site().with("main.vxml", content);
        var file = new VoiceXmlEngine(
                EngineSettings.DEFAULT, Fetchers.none().with("http", http).with("test", own), InstantSource.system());
        var other = new ScriptedCaller();
        file.run(URI.create("test://site/main.vxml"), other, SessionObserver.NONE);
        assertThat(other.heard()).containsExactly("error.noauthorization");
    }
}
