package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.voicexml.fetch.LoopbackSite.text;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.belltower.voicexml.fetch.AllowedHosts;
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.FetchAudio;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.HttpFetcher;
import org.belltower.voicexml.fetch.HttpSettings;
import org.belltower.voicexml.fetch.LoopbackSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audio of prompts that is fetched over a real connection. Spec: VoiceXML 2.0 §4.1.3, §6.1. */
@Timeout(60)
class AudioFetchTest {
    private static final String NOISE = "RIFF of some sort";

    private LoopbackSite site;
    private HttpFetcher http;
    private VoiceXmlEngine engine;
    private final ScriptedCaller caller = new ScriptedCaller();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final List<String> logged = new ArrayList<>();
    /** What came, by the name that it got; whether others may have it. */
    private final Map<String, Boolean> placed = new ConcurrentHashMap<>();

    private final AudioShelf shelf = this::place;

    private AudioShelf.Placed place(FetchResult.Fetched audio) {
        String content = audio.content().text(StandardCharsets.ISO_8859_1);
        if (!content.startsWith("RIFF")) {
            return new AudioShelf.Placed.Refused("is no sound");
        }
        placed.put(content, audio.validator().isPresent());
        return new AudioShelf.Placed.Ready(URI.create("file:///shelf/" + content.hashCode() + ".wav"));
    }

    private static String file(String content) {
        return "<audio src=\"file:///shelf/" + content.hashCode() + ".wav\">";
    }

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

    private AudioFetchTest document(String content) {
        site.with("/main.vxml", text(200, Site.vxml("", content), "Content-Type", "application/voicexml+xml"));
        return this;
    }

    private AudioFetchTest block(String content) {
        return document("<form><block>" + content + "</block></form>");
    }

    private SessionEnd run(Platform line) {
        return engine.run(
                site.uri("/main.vxml"),
                line,
                new SessionObserver() {
                    @Override
                    public void onLog(String label, String text, Instant at) {
                        logged.add(label + ": " + text);
                    }
                },
                Fetchers.none(),
                shelf);
    }

    /** The prompts as a line plays them. */
    private List<String> heard() {
        run(caller);
        return QueuedPrompt.fetched(caller.prompts()).stream()
                .map(QueuedPrompt::ssml)
                .toList();
    }

    private long requests(String path) {
        return site.asked().stream()
                .filter(one -> one.uri().getPath().equals(path))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"src=\"a/b.wav\"", "expr=\"'a/' + 'b.wav'\"", "src=\"a/b.wav#part\""})
    void audioOfAWebServerIsAFileForTheLine(String address) {
        site.with("/a/b.wav", text(200, NOISE));
        block("<prompt>hear <audio " + address + ">words</audio></prompt>");

        assertThat(heard())
                .singleElement()
                .asString()
                .contains("hear " + file(NOISE) + "words</audio>")
                .doesNotContain("http://127.0.0.1");
        assertThat(placed).containsEntry(NOISE, true);
    }

    @Test
    void eachElementOfAPromptIsFetched() {
        site.with("/a.wav", text(200, NOISE)).with("/b.wav", text(200, NOISE + "2"));
        block("<prompt><foreach item=\"one\" array=\"['a', 'b']\"><audio expr=\"one + '.wav'\"/></foreach></prompt>");

        assertThat(heard()).singleElement().asString().contains(file(NOISE) + "</audio>" + file(NOISE + "2"));
    }

    @Test
    void lineThatFetchesNoneGetsTheAddress() {
        site.with("/a.wav", text(200, NOISE));
        block("<audio src=\"a.wav\"/>");

        engine.run(site.uri("/main.vxml"), caller, SessionObserver.NONE);

        assertThat(QueuedPrompt.fetched(caller.prompts()).getFirst().ssml())
                .contains("<audio src=\"" + site.uri("/a.wav") + "\">");
        assertThat(requests("/a.wav")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/gone.wav, error.badfetch.http.404",
        "/page.wav, is no sound",
        "/elsewhere.wav, error.noauthorization",
        "/long.wav, is longer than 5242880 bytes"
    })
    void whatCannotBeHadKeepsItsAddressAndIsLogged(String path, String reason) {
        site.with("/page.wav", text(200, "<html/>"))
                .with("/elsewhere.wav", text(302, "", "Location", "http://127.0.0.2:" + site.port() + "/a.wav"))
                .with("/long.wav", text(200, NOISE.repeat(400_000)));
        document("<form><block><audio src=\"" + path + "\">words</audio></block>"
                + "<block><log label=\"then\">the next</log></block></form>");
        var playing = new PlayingCaller(caller);

        SessionEnd end = run(playing);

        assertThat(end).isInstanceOf(SessionEnd.Exited.class);
        assertThat(playing.played()).containsExactly("<audio src=\"" + site.uri(path) + "\">words</audio>");
        assertThat(logged).anyMatch(line -> line.startsWith("audio: ") && line.contains(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "'', fetchtimeout=\"300ms\", 300",
        "<property name=\"fetchtimeout\" value=\"400ms\"/>, '', 400",
        "'', '', 2000"
    })
    void callerWaitsForASilentServerNoLongerThanTheFetchMayTake(String property, String attribute, int most) {
        site.with("/slow.wav", exchange -> over.await());
        document(property + "<form><block><audio src=\"slow.wav\" " + attribute + ">words</audio>"
                + "<audio src=\"slow.wav?2\" " + attribute + ">words</audio></block></form>");
        var playing = new PlayingCaller(caller);

        run(playing);

        assertThat(playing.played()).hasSize(2).allMatch(prompt -> prompt.contains("slow.wav"));
        assertThat(logged)
                .filteredOn(line -> line.contains("slow.wav"))
                .hasSize(2)
                .allMatch(line -> line.contains("did not come within " + most + " ms"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 1",
        "'', fetchhint=\"safe\", 0",
        "<property name=\"audiofetchhint\" value=\"safe\"/>, '', 0",
        "<property name=\"audiofetchhint\" value=\"safe\"/>, fetchhint=\"prefetch\", 1"
    })
    void audioIsFetchedAheadUnlessItsHintIsSafe(String property, String attribute, int ahead) {
        site.with("/a.wav", exchange -> {
            asked.countDown();
            text(200, NOISE).to(exchange);
        });
        document(property + "<form><block><audio src=\"a.wav\" " + attribute + "/></block></form>");

        run(caller);
        if (ahead == 1) {
            awaitAsked();
        }

        assertThat(requests("/a.wav")).isEqualTo(ahead);
        assertThat(QueuedPrompt.fetched(caller.prompts()).getFirst().ssml()).contains(file(NOISE));
        assertThat(requests("/a.wav")).isEqualTo(1);
    }

    private void awaitAsked() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before the audio was asked for", e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 1",
        "'', maxage=\"50\", 2",
        "'', maxage=\"500\", 1",
        "<property name=\"audiomaxage\" value=\"50\"/>, '', 2",
        "<property name=\"audiomaxage\" value=\"50\"/>, maxage=\"500\", 1",
        "<property name=\"documentmaxage\" value=\"50\"/>, '', 1"
    })
    void keptCopyIsAsOldAsTheElementOrThePropertyLets(String property, String attribute, int requests) {
        site.with("/a.wav", text(200, NOISE, "Cache-Control", "max-age=600", "Age", "100"));
        document(property + "<form><block><audio src=\"a.wav\" " + attribute + "/></block></form>");

        run(new PlayingCaller(new ScriptedCaller()));
        run(new PlayingCaller(new ScriptedCaller()));

        assertThat(requests("/a.wav")).isEqualTo(requests);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 2",
        "'', maxstale=\"10\", 2",
        "'', maxstale=\"100\", 1",
        "<property name=\"audiomaxstale\" value=\"100\"/>, '', 1",
        "<property name=\"audiomaxstale\" value=\"100\"/>, maxstale=\"10\", 2"
    })
    void staleCopyIsTakenAsFarAsTheElementOrThePropertyLets(String property, String attribute, int requests) {
        site.with("/a.wav", text(200, NOISE, "Cache-Control", "max-age=50", "Age", "100", "ETag", "\"1\""));
        document(property + "<form><block><audio src=\"a.wav\" " + attribute + "/></block></form>");

        run(new PlayingCaller(new ScriptedCaller()));
        run(new PlayingCaller(new ScriptedCaller()));

        assertThat(requests("/a.wav")).isEqualTo(requests);
    }

    @Test
    void cookiesOfTheCallGoWithItAndWhatIsPersonalIsKeptForNobodyElse() {
        site.with(
                "/main.vxml",
                text(
                        200,
                        Site.vxml("", "<form><block><audio src=\"mine.wav\"/></block></form>"),
                        "Content-Type",
                        "application/voicexml+xml",
                        "Set-Cookie",
                        "who=me; Path=/"));
        site.with("/mine.wav", text(200, NOISE));

        heard();

        assertThat(site.asked())
                .filteredOn(one -> one.uri().getPath().equals("/mine.wav"))
                .singleElement()
                .satisfies(one -> assertThat(one.header("Cookie")).isEqualTo("who=me"));
        assertThat(placed).containsEntry(NOISE, false);
    }

    @Test
    void whatCarriesASecretIsKeptForNobodyElseAndShownToNobody() {
        site.with("/tell", text(200, NOISE, "Cache-Control", "max-age=600"));
        document("<form><field name=\"pin\" type=\"digits?length=6\">"
                + "<property name=\"org.belltower.secret\" value=\"true\"/><filled>"
                + "<audio expr=\"'tell?pin=' + pin\"/><audio expr=\"'gone?pin=' + pin\"/></filled></field></form>");

        run(new PlayingCaller(caller.presses("918273")));

        assertThat(placed).containsEntry(NOISE, false);
        assertThat(logged).anyMatch(line -> line.contains("404")).noneMatch(line -> line.contains("918273"));
    }

    @Test
    void audioOfATransferIsFetchedToo() {
        site.with("/ring.wav", text(200, NOISE));
        document("<form><transfer name=\"t\" dest=\"tel:1\" bridge=\"true\" transferaudio=\"ring.wav\"/></form>");

        run(caller);

        QueuedPrompt ring = caller.transfers().getFirst().audio().orElseThrow();
        assertThat(QueuedPrompt.fetched(List.of(ring)).getFirst().ssml()).contains(file(NOISE));
    }

    @Test
    void audioOfAFetchIsFetchedOnlyWhenItIsDue() {
        site.with("/wait.wav", text(200, NOISE));
        block("<goto next=\"next.vxml\" fetchaudio=\"wait.wav\"/>");
        site.with("/next.vxml", text(200, Site.vxml("", "<form><block>there</block></form>")));
        var heard = new ArrayList<String>();
        var listening = new PlayingCaller(caller) {
            @Override
            void waiting(FetchAudio audio) {
                assertThat(requests("/wait.wav")).isZero();
                heard.add(QueuedPrompt.fetched(
                                List.of(QueuedPrompt.ofAudio(audio.uri(), audio.language(), audio.pending())))
                        .getFirst()
                        .ssml());
            }
        };

        run(listening);

        assertThat(heard).singleElement().asString().contains(file(NOISE));
    }

    @Test
    void fileWithAChineseNameIsWrittenAsPathsAreMade() {
        block("<audio src=\"file:///apps/欢迎.wav\"/>");

        assertThat(heard()).singleElement().asString().contains("file:///apps/%E6%AC%A2%E8%BF%8E.wav");
    }
}
