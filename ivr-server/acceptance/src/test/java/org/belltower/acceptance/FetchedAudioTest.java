package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.FetchConfig;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sounds that lie on a web server, as a caller hears them. */
@OnEachSwitch
class FetchedAudioTest {
    private final SwitchKind on;

    FetchedAudioTest(SwitchKind on) {
        this.on = on;
    }

    private static final String NUMBER = "88001";

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch waitIsHeard = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer site;
    private Path news;
    private Path wait;

    @BeforeEach
    void open() throws IOException {
        news = Noise.write(folder.resolve("news.wav"), 1);
        wait = Noise.write(folder.resolve("wait.wav"), 2);
        site = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        site.setExecutor(threads);
        site.createContext("/", this::answer);
        site.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        waitIsHeard.countDown();
        site.stop(0);
        threads.close();
    }

    private int port() {
        return site.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            switch (path) {
                case "/news.wav" -> {
                    exchange.getResponseHeaders().add("Cache-Control", "max-age=600");
                    send(exchange, 200, Files.readAllBytes(news));
                }
                case "/wait.wav" -> send(exchange, 200, Files.readAllBytes(wait));
                case "/page.wav" -> send(exchange, 200, "<html/>".getBytes(StandardCharsets.UTF_8));
                case "/long.wav" -> send(exchange, 200, new byte[6 * 1024 * 1024]);
                case "/silent.wav" -> over.await();
                case "/elsewhere.wav" -> {
                    exchange.getResponseHeaders().add("Location", "http://127.0.0.2:" + port() + "/news.wav");
                    send(exchange, 302, new byte[0]);
                }
                case "/slow.vxml" -> {
                    waitIsHeard.await();
                    send(exchange, 200, document("<block>好了。</block>").getBytes(StandardCharsets.UTF_8));
                }
                default -> send(exchange, 404, new byte[0]);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the site was closed while it answered", e);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String document(String items) {
        return "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xml:lang=\"zh-CN\"><form>" + items
                + "</form></vxml>";
    }

    private Configuration configuration(Path data) throws IOException {
        Path application = Files.createDirectories(folder.resolve("voice-apps/news"));
        Files.writeString(application.resolve("manifest.yaml"), """
                name: news
                title: {zh-CN: 试验}
                start: start.vxml
                languages: [zh-CN]
                """);
        Files.writeString(
                application.resolve("start.vxml"), document("""
                <property name="fetchaudiodelay" value="0s"/>
                <block>
                  <audio src="HTTP/news.wav">没有新闻。</audio>
                  <audio src="HTTP/page.wav">网页不行。</audio>
                  <audio src="HTTP/gone.wav">找不到。</audio>
                  <audio expr="'HTTP/long' + '.wav'">太长了。</audio>
                  <audio src="HTTP/silent.wav" fetchtimeout="1s">没有声音。</audio>
                  <audio src="HTTP/elsewhere.wav">不许去。</audio>
                </block>
                <block><goto next="HTTP/slow.vxml" fetchaudio="HTTP/wait.wav"/></block>
                """.replace("HTTP", "http://127.0.0.1:" + port())));
        Configuration usual = WholeServer.configuration(data);
        FetchConfig none = FetchConfig.DEFAULT;
        return new Configuration(
                usual.embeddedSwitch(),
                usual.freeSwitch(),
                usual.eventSocket(),
                usual.database(),
                usual.speech(),
                new Folders(
                        folder.resolve("voice-apps"),
                        usual.folders().grammars(),
                        usual.folders().prompts(),
                        data),
                List.of(new HotlineNumber(NUMBER, "news")),
                new FetchConfig(
                        List.of("127.0.0.1:" + port()),
                        Duration.ofSeconds(30),
                        none.bodyKilobytes(),
                        none.redirects(),
                        none.cacheEntries(),
                        none.cacheMegabytes(),
                        none.audioMegabytes(),
                        Optional.empty()),
                usual.transfer(),
                usual.limits());
    }

    @Test
    void soundsOfAWebServerAreHeardAndWordsInPlaceOfThoseThatCannotBeHad() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (WholeServer server = WholeServer.start(on, configuration(data), 3)) {
            assertThat(server.belltower().problems()).isEmpty();
            try (Caller caller = Caller.dial(server, NUMBER)) {
                caller.knows(news, "news");
                caller.knows(wait, "wait");
                caller.hears("news");
                caller.hears("网页不行");
                caller.hears("找不到");
                caller.hears("太长了");
                caller.hears("没有声音");
                caller.hears("不许去");
                caller.hears("wait");
                caller.hears("wait");
                waitIsHeard.countDown();
                caller.hears("好了");
                caller.isHungUpOn();
            }
            assertThat(server.awaitEndedCall("caller").end().orElseThrow().reason())
                    .isEqualTo(EndReason.COMPLETED);
            try (Caller caller = Caller.dial(server, NUMBER)) {
                caller.knows(news, "news");
                caller.hears("news");
            }
            assertThat(asked).filteredOn("/news.wav"::equals).as("cached").hasSize(1);
            assertThat(files(data.resolve("fetched")))
                    .as("one clip for both calls")
                    .hasSize(2);
            assertThat(data.resolve("takes")).as("no copy of the clips").doesNotExist();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
