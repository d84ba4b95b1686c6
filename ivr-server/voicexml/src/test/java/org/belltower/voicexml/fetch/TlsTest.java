package org.belltower.voicexml.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, to a server whose certificate nobody knows but who was told. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private HttpsServer server;
    private volatile String redirect = "";

    @BeforeEach
    void open() throws Exception {
        Path keys = folder.resolve("keys.p12");
        keytool("-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=loopback", "-ext", "SAN=ip:127.0.0.1");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "a",
                "-file",
                folder.resolve("ca.pem").toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                if (!redirect.isEmpty()) {
                    exchange.getResponseHeaders().add("Location", redirect);
                }
                exchange.sendResponseHeaders(redirect.isEmpty() ? 200 : 302, -1);
            }
        });
        server.start();
    }

    private void keytool(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore", folder.resolve("keys.p12").toString(), "-storetype", "PKCS12", "-storepass", "changeit"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("keytool ends").isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private FetchResult fetch(String host, Optional<Path> authorities) {
        int port = server.getAddress().getPort();
        var settings = new HttpSettings(
                AllowedHosts.parse(List.of("127.0.0.1:" + port, "localhost:" + port)),
                Duration.ofSeconds(20),
                10_000,
                3,
                10,
                1 << 20,
                authorities);
        try (var fetcher = HttpFetcher.open(settings)) {
            return fetcher.fetch(
                    FetchRequest.get(URI.create("https://" + host + ":" + port + "/a"), Duration.ofSeconds(20)));
        }
    }

    private static void isBadFetch(FetchResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        FetchResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.badfetch"));
    }

    @Test
    void certificateThatNobodyKnowsIsRefused() {
        isBadFetch(fetch("127.0.0.1", Optional.empty()));
    }

    @Test
    void authorityOfTheFileIsTrusted() {
        assertThat(fetch("127.0.0.1", Optional.of(folder.resolve("ca.pem")))).isInstanceOf(FetchResult.Fetched.class);
    }

    @Test
    void certificateOfAnotherHostIsRefused() {
        isBadFetch(fetch("localhost", Optional.of(folder.resolve("ca.pem"))));
    }

    @Test
    void redirectionToPlainHttpIsRefused() {
        redirect = "http://127.0.0.1:" + server.getAddress().getPort() + "/b";

        FetchResult result = fetch("127.0.0.1", Optional.of(folder.resolve("ca.pem")));

        isBadFetch(result);
        assertThat(((FetchResult.Failed) result).message()).contains("from https to http");
    }

    @Test
    void fileThatHoldsNoCertificateIsTold() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> fetch("127.0.0.1", Optional.of(empty)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("empty.pem");
    }
}
