package org.belltower.voicexml.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.voicexml.fetch.LoopbackSite.text;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFetcherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private LoopbackSite site;
    private HttpFetcher fetcher;

    @BeforeEach
    void open() throws IOException {
        site = new LoopbackSite();
        fetcher = HttpFetcher.open(HttpSettings.DEFAULT.allowing(AllowedHosts.parse(List.of(site.entry()))));
    }

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    private FetchRequest get(String path) {
        return FetchRequest.get(site.uri(path), PATIENCE);
    }

    private static SequencedMap<String, String> values(String... pairs) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return values;
    }

    private static CookieJar call() {
        return new CookieJar(InstantSource.system());
    }

    private String fetched(FetchRequest request) throws IOException {
        FetchResult result = fetcher.fetch(request);
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
        return ((FetchResult.Fetched) result).content().text();
    }

    private FetchResult.Failed failed(FetchRequest request) {
        FetchResult result = fetcher.fetch(request);
        assertThat(result).isInstanceOf(FetchResult.Failed.class);
        return (FetchResult.Failed) result;
    }

    @Test
    void resourceComesWithItsTypeAndItsAddress() {
        site.with("/a.vxml", text(200, "<vxml/>", "Content-Type", "application/voicexml+xml"));

        assertThat(fetcher.fetch(get("/a.vxml"))).isInstanceOfSatisfying(FetchResult.Fetched.class, fetched -> {
            assertThat(fetched.uri()).isEqualTo(site.uri("/a.vxml"));
            assertThat(fetched.contentType()).isEqualTo("application/voicexml+xml");
            assertThat(fetched.content().bytes()).asString().isEqualTo("<vxml/>");
        });
    }

    @Test
    void copyThatIsStillRightIsNotMadeAnew() {
        site.with("/a.vxml", text(200, "<vxml/>"));
        var first = (FetchResult.Fetched) fetcher.fetch(get("/a.vxml"));
        FetchRequest again = get("/a.vxml").unless(first.validator().orElseThrow());

        assertThat(fetcher.fetch(again)).isEqualTo(new FetchResult.NotModified());
        site.with("/a.vxml", text(200, "<vxml></vxml>"));
        assertThat(fetcher.fetch(again)).isInstanceOf(FetchResult.Fetched.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 500, 503})
    void anotherStatusIsNamedInTheEvent(int status) {
        site.with("/a", text(status, "no"));

        assertThat(failed(get("/a")).event()).isEqualTo("error.badfetch.http." + status);
    }

    @Test
    void valuesOfAGetGoBehindTheQueryThatIsThere() throws IOException {
        site.with("/a", text(200, "yes"));

        fetched(FetchRequest.get(site.uri("/a?b=1"), PATIENCE)
                .sending(
                        FetchRequest.Method.GET,
                        FetchRequest.Encoding.FORM,
                        values("name", "净值 & more", "plan.code", "7"),
                        List.of()));

        assertThat(site.asked().getFirst().uri().getRawQuery())
                .isEqualTo("b=1&name=%E5%87%80%E5%80%BC+%26+more&plan.code=7");
    }

    @Test
    void valuesOfAPostAreAForm() throws IOException {
        site.with("/a", text(200, "yes"));

        fetched(get("/a")
                .sending(
                        FetchRequest.Method.POST, FetchRequest.Encoding.FORM, values("a", "1 2", "b", "é"), List.of()));

        LoopbackSite.Asked asked = site.asked().getFirst();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.header("Content-type")).startsWith("application/x-www-form-urlencoded");
        assertThat(asked.body()).isEqualTo("a=1+2&b=%C3%A9");
    }

    @Test
    void recordingTravelsAsAFileOfAMultipartForm() throws IOException {
        site.with("/a", text(200, "yes"));
        var recording = new FetchRequest.Part("message", "audio/x-wav", () -> new byte[] {'R', 'I', 'F', 'F', 0, 1});

        fetched(get("/a")
                .sending(
                        FetchRequest.Method.POST,
                        FetchRequest.Encoding.MULTIPART,
                        values("account", "42"),
                        List.of(recording)));

        LoopbackSite.Asked asked = site.asked().getFirst();
        assertThat(asked.header("Content-type")).startsWith("multipart/form-data; boundary=");
        assertThat(asked.body())
                .contains("name=\"account\"", "\r\n\r\n42\r\n")
                .contains("name=\"message\"; filename=\"message\"", "Content-Type: audio/x-wav", "RIFF\0\1");
    }

    @Test
    void recordingThatCannotTravelIsSaidSoAndNothingIsSent() {
        var recording = new FetchRequest.Part("message", "audio/x-wav", () -> new byte[1]);
        FetchRequest request =
                get("/a").sending(FetchRequest.Method.POST, FetchRequest.Encoding.FORM, values(), List.of(recording));

        assertThat(failed(request).message()).contains("multipart/form-data");
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void redirectionsLeadToTheLastAddress() {
        site.with("/a", text(302, "", "Location", "b/c"))
                .with("/b/c", text(307, "", "Location", "/d?x=1#here"))
                .with("/d", text(200, "yes"));

        assertThat(fetcher.fetch(get("/a")))
                .isInstanceOfSatisfying(
                        FetchResult.Fetched.class,
                        fetched -> assertThat(fetched.uri()).isEqualTo(site.uri("/d?x=1")));
    }

    @ParameterizedTest
    @CsvSource({"301, GET", "302, GET", "303, GET", "307, POST", "308, POST"})
    void redirectedPostStaysAPostWhereItsStatusSaysSo(int status, String method) throws IOException {
        site.with("/a", text(status, "", "Location", "/b")).with("/b", text(200, "yes"));

        fetched(get("/a").sending(FetchRequest.Method.POST, FetchRequest.Encoding.FORM, values("a", "1"), List.of()));

        assertThat(site.asked().getLast().method()).isEqualTo(method);
        assertThat(site.asked().getLast().body()).isEqualTo(method.equals("POST") ? "a=1" : "");
    }

    @Test
    void endlessRedirectionIsBadFetch() {
        site.with("/a", text(302, "", "Location", "/a"));

        assertThat(failed(get("/a")).event()).isEqualTo("error.badfetch");
        assertThat(site.asked()).hasSize(HttpSettings.DEFAULT.redirects() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "http://", "::", "mailto:a@b"})
    void redirectionToNoWebAddressIsBadFetch(String location) {
        site.with("/a", text(302, "", "Location", location));

        assertThat(failed(get("/a")).event()).isEqualTo("error.badfetch");
    }

    @Test
    void redirectionToAnotherHostIsHeldToTheListToo() throws IOException {
        try (var other = new LoopbackSite()) {
            other.with("/x", text(200, "inside"));
            site.with("/a", text(302, "", "Location", other.uri("/x").toString()));

            assertThat(failed(get("/a")).event()).isEqualTo("error.noauthorization");
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void hostThatIsNotListedIsNotAsked() throws IOException {
        try (var nothing = HttpFetcher.open(HttpSettings.DEFAULT)) {
            assertThat(nothing.fetch(get("/a")))
                    .isInstanceOfSatisfying(
                            FetchResult.Failed.class,
                            failed -> assertThat(failed.event()).isEqualTo("error.noauthorization"));
        }
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void listedNameThatLeadsInsideIsNotFollowed() {
        var settings = HttpSettings.DEFAULT.allowing(AllowedHosts.parse(List.of("api.example.com:" + site.port())));
        try (var guarded = HttpFetcher.open(settings, host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")})) {
            URI uri = URI.create("http://api.example.com:" + site.port() + "/a");
            assertThat(guarded.fetch(FetchRequest.get(uri, PATIENCE)))
                    .isInstanceOfSatisfying(
                            FetchResult.Failed.class,
                            failed -> assertThat(failed.event()).isEqualTo("error.noauthorization"));
        }
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void nameIsResolvedOnceAndTheCheckedAddressIsTheOneConnectedTo() throws IOException {
        site.with("/a", text(200, "yes"));
        var lookups = new AtomicInteger();
        var settings = HttpSettings.DEFAULT.allowing(
                AllowedHosts.parse(List.of("api.example.com:" + site.port(), "127.0.0.1")));
        // The second answer would lead elsewhere, as a rebinding name server has it.
        AddressGuard.Lookup rebinding = host -> new InetAddress[] {
            InetAddress.ofLiteral(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2"),
            InetAddress.ofLiteral("169.254.169.254")
        };
        try (var guarded = HttpFetcher.open(settings, rebinding)) {
            URI uri = URI.create("http://api.example.com:" + site.port() + "/a");
            assertThat(guarded.fetch(FetchRequest.get(uri, PATIENCE))).isInstanceOf(FetchResult.Fetched.class);
        }
        assertThat(lookups).hasValue(1);
    }

    @Test
    void passwordInAnAddressIsRefusedAndNotShown() {
        URI uri = URI.create("http://user:geheim@127.0.0.1:" + site.port() + "/a?pin=1234");

        FetchResult.Failed failed = failed(FetchRequest.get(uri, PATIENCE));

        assertThat(failed.message()).doesNotContain("geheim").doesNotContain("1234");
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void freshAnswerIsSharedByAllCalls() throws IOException {
        site.with("/a", text(200, "yes", "Cache-Control", "max-age=600"));

        fetched(get("/a").of(call()));
        fetched(get("/a").of(call()));

        assertThat(site.asked()).hasSize(1);
    }

    /** Spec: VoiceXML 2.0 §6.1.2. The answer is 100 seconds old when it comes. */
    @ParameterizedTest
    @CsvSource({
        "max-age=600, , , 1",
        "max-age=600, 200, , 1",
        "max-age=600, 50, , 2",
        "max-age=600, 0, , 2",
        "max-age=60, , , 2",
        "max-age=60, , 200, 1",
        "max-age=60, , 10, 2",
        "max-age=60, 200, 200, 1",
        "max-age=60, 50, 200, 2",
        "no-store, 600, 600, 2",
        "'max-age=60, must-revalidate', , 200, 2",
    })
    void documentSaysHowOldACopyMayBe(String source, Long maxAge, Long maxStale, int requests) throws IOException {
        site.with("/a", text(200, "yes", "Cache-Control", source, "Age", "100", "ETag", "\"1\""));
        var freshness = new Freshness(
                Optional.ofNullable(maxAge).map(Duration::ofSeconds),
                Optional.ofNullable(maxStale).map(Duration::ofSeconds));

        fetched(get("/a"));
        fetched(get("/a").with(freshness));

        assertThat(site.asked()).hasSize(requests);
    }

    @Test
    void staleCopyIsAskedForByItsTag() throws IOException {
        site.with(
                "/a",
                exchange -> text(
                                "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match")) ? 304 : 200,
                                "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match")) ? "" : "yes",
                                "ETag",
                                "\"1\"",
                                "Cache-Control",
                                "no-cache")
                        .to(exchange));

        fetched(get("/a"));

        assertThat(fetched(get("/a"))).isEqualTo("yes");
        assertThat(site.asked().getLast().header("If-none-match")).isEqualTo("\"1\"");
    }

    @Test
    void cacheKeepsTheNewestWithinItsEntries() throws IOException {
        var settings = new HttpSettings(
                AllowedHosts.parse(List.of(site.entry())), PATIENCE, 5_000_000, 5, 2, 1 << 20, Optional.empty());
        for (String path : List.of("/a", "/b", "/c")) {
            site.with(path, text(200, "yes", "Cache-Control", "max-age=600"));
        }
        try (var small = HttpFetcher.open(settings)) {
            List.of("/a", "/b", "/c", "/c", "/a").forEach(path -> small.fetch(get(path)));
        }
        assertThat(site.asked()).extracting(asked -> asked.uri().getPath()).containsExactly("/a", "/b", "/c", "/a");
    }

    @Test
    void cacheKeepsTheNewestWithinItsBytes() throws IOException {
        var settings = new HttpSettings(
                AllowedHosts.parse(List.of(site.entry())), PATIENCE, 5_000_000, 5, 100, 1 << 20, Optional.empty());
        for (String path : List.of("/a", "/b")) {
            site.with(path, text(200, "x".repeat(700_000), "Cache-Control", "max-age=600"));
        }
        try (var small = HttpFetcher.open(settings)) {
            List.of("/a", "/b", "/b", "/a").forEach(path -> small.fetch(get(path)));
        }
        assertThat(site.asked()).extracting(asked -> asked.uri().getPath()).containsExactly("/a", "/b", "/a");
    }

    @Test
    void cookiesStayWithinTheirCall() throws IOException {
        site.with("/login", text(200, "in", "Set-Cookie", "sid=one; Path=/")).with("/a", text(200, "yes"));
        CookieJar first = call();
        CookieJar second = call();

        fetched(get("/login").of(first));
        fetched(get("/a").of(first));
        fetched(get("/a").of(second));

        assertThat(site.asked()).extracting(asked -> asked.header("Cookie")).containsExactly("", "sid=one", "");
    }

    @Test
    void cookieOfARedirectionGoesToWhatFollows() throws IOException {
        site.with("/a", text(302, "", "Location", "/b", "Set-Cookie", "sid=one; Path=/"))
                .with("/b", text(200, "yes"));

        fetched(get("/a").of(call()));

        assertThat(site.asked().getLast().header("Cookie")).isEqualTo("sid=one");
    }

    @Test
    void cacheBringsNoCallTheCookieOfAnother() throws IOException {
        site.with("/a", text(200, "yes", "Cache-Control", "public, max-age=600", "Set-Cookie", "sid=one; Path=/"))
                .with("/b", text(200, "yes"));
        CookieJar second = call();

        fetched(get("/a").of(call()));
        fetched(get("/a").of(second));
        fetched(get("/b").of(second));

        assertThat(site.asked()).extracting(asked -> asked.header("Cookie")).containsExactly("", "");
    }

    @Test
    void answerToACallThatSaidWhoItIsIsForNobodyElse() throws IOException {
        site.with("/login", text(200, "in", "Set-Cookie", "sid=one; Path=/"))
                .with("/balance", text(200, "1,000", "Cache-Control", "max-age=600"));
        CookieJar first = call();
        fetched(get("/login").of(first));

        fetched(get("/balance").of(first));
        fetched(get("/balance").of(call()));

        assertThat(site.asked()).hasSize(3);
    }

    @Test
    void cookieForAForeignDomainIsLeftOut() throws IOException {
        site.with("/a", text(200, "yes", "Set-Cookie", "x=1; Domain=example.com", "Set-Cookie", "y=2; Domain=com"));
        CookieJar jar = call();

        fetched(get("/a").of(jar));
        fetched(get("/a").of(jar));

        assertThat(site.asked().getLast().header("Cookie")).isEmpty();
    }

    @Test
    void secretIsNeitherKeptNorShown() throws IOException {
        site.with("/a", text(200, "yes", "Cache-Control", "max-age=600"));
        FetchRequest secret = get("/a")
                .sending(FetchRequest.Method.GET, FetchRequest.Encoding.FORM, values("pin", "1234"), List.of())
                .asSecret();

        assertThat(fetcher.fetch(secret)).isInstanceOfSatisfying(FetchResult.Fetched.class, fetched -> {
            assertThat(fetched.uri()).isEqualTo(site.uri("/a"));
            assertThat(fetched.validator()).isEmpty();
        });
        fetched(secret);
        assertThat(site.asked())
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked.header("Cache-control")).contains("no-store"));
        site.with("/a", text(500, "no"));
        assertThat(failed(secret).message()).doesNotContain("1234");
    }

    @Test
    void encodingThatNobodyKnowsIsBadFetch() {
        site.with("/a", text(200, "yes", "Content-Type", "text/xml; charset=klingon"));

        assertThat(failed(get("/a")).event()).isEqualTo("error.badfetch");
    }

    @Test
    void encodingOfTheAnswerGoesBeforeWhatTheBytesSay() throws IOException {
        site.with("/a", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=\"GB18030\"");
            byte[] body = "\"净值\"".getBytes(Charset.forName("GB18030"));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });

        assertThat(fetched(get("/a"))).isEqualTo("\"净值\"");
    }

    @Test
    void answerAsLongAsTheLimitComesAndALongerOneDoesNot() throws IOException {
        var settings = new HttpSettings(
                AllowedHosts.parse(List.of(site.entry())), PATIENCE, 2_048, 5, 100, 1 << 20, Optional.empty());
        site.with("/just", text(200, "x".repeat(2_048))).with("/over", text(200, "x".repeat(2_049)));
        try (var small = HttpFetcher.open(settings)) {
            assertThat(small.fetch(get("/just"))).isInstanceOf(FetchResult.Fetched.class);
            assertThat(small.fetch(get("/over")))
                    .isInstanceOfSatisfying(
                            FetchResult.Failed.class,
                            failed -> assertThat(failed.event()).isEqualTo("error.badfetch"));
        }
    }

    @Test
    void requestsShareConnections() throws IOException {
        var ports = new ConcurrentHashMap<Integer, Boolean>();
        site.with("/a", exchange -> {
            ports.put(exchange.getRemoteAddress().getPort(), true);
            text(200, "yes").to(exchange);
        });

        for (int i = 0; i < 5; i++) {
            fetched(get("/a"));
        }

        assertThat(Map.copyOf(ports)).hasSize(1);
    }
}
