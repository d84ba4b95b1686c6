package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.FreeSwitchConfig;
import org.belltower.server.config.Srtp;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.freeswitch.FreePort;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS and SRTP as {@code freeswitch: certificates:} and {@code srtp:} ask for them. Spec: RFC 3261 §26.2, RFC 4568. */
@OnlyOn(value = SwitchKind.FREESWITCH, because = "the embedded switch has neither TLS nor SRTP")
class SecureLineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PLAIN = "RTP/AVP";
    private static final String SECURE = "RTP/SAVP";
    private static final String KEY =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n";

    @TempDir
    Path folder;

    private SwitchBeside switchWith(Srtp srtp, int port) throws IOException, InterruptedException {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        Configuration free = SwitchBeside.configuration(SwitchKind.FREESWITCH, usual, port);
        FreeSwitchConfig plain = free.freeSwitch();
        return SwitchBeside.start(
                SwitchKind.FREESWITCH,
                free.with(new FreeSwitchConfig(
                        plain.address(),
                        plain.trunkPort(),
                        plain.agentsPort(),
                        plain.firstRtpPort(),
                        plain.lastRtpPort(),
                        plain.eventSocketPort(),
                        plain.carriers(),
                        plain.gateway(),
                        plain.agents(),
                        plain.servers(),
                        plain.fallback(),
                        Optional.of(certificates()),
                        srtp,
                        plain.callsASecond(),
                        plain.clips())),
                folder.resolve("switch"));
    }

    /** One for this machine, signed by itself. */
    private Path certificates() throws IOException, InterruptedException {
        Path made = Files.createDirectories(folder.resolve("tls"));
        Path openssl = Path.of("/usr/bin/openssl");
        Assumptions.assumeTrue(
                Files.isExecutable(openssl), "skipped: openssl is not installed (apt-get install openssl)");
        Process process = new ProcessBuilder(
                        openssl.toString(),
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=127.0.0.1",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        made.resolve("key.pem").toString(),
                        "-out",
                        made.resolve("cafile.pem").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        Files.writeString(
                made.resolve("agent.pem"),
                Files.readString(made.resolve("cafile.pem")) + Files.readString(made.resolve("key.pem")));
        return made;
    }

    private SSLSocket connected(int port, String version) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(folder.resolve("tls").resolve("cafile.pem"))) {
            trusted.setCertificateEntry(
                    "us", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return socket;
    }

    @Test
    void bothProfilesSpeakTls() throws Exception {
        try (SwitchBeside beside = switchWith(Srtp.OFF, FreePort.any())) {
            for (int port : List.of(beside.sipPort() + 1, beside.agentsPort() + 1)) {
                try (SSLSocket socket = connected(port, "TLSv1.2")) {
                    assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
                    socket.getOutputStream().write("""
                            OPTIONS sip:127.0.0.1:%1$d;transport=tls SIP/2.0
                            Via: SIP/2.0/TLS 127.0.0.1:%2$d;branch=z9hG4bK%3$s;rport
                            From: <sip:test@127.0.0.1>;tag=%3$s
                            To: <sip:127.0.0.1>
                            Call-ID: %3$s
                            CSeq: 1 OPTIONS
                            Max-Forwards: 70
                            Content-Length: 0

                            """.replace("\n", "\r\n")
                            .formatted(port, socket.getLocalPort(), UUID.randomUUID())
                            .getBytes(StandardCharsets.UTF_8));
                    assertThat(new BufferedReader(
                                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                                    .readLine())
                            .startsWith("SIP/2.0 ");
                }
            }
        }
    }

    /** What the switch makes of an offer. */
    private record Answered(String status, String sdp) {}

    private static Answered offered(int sipPort, String profile, String key) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                    + FreePort.any() + " " + profile + " 8 101\r\na=rtpmap:8 PCMA/8000\r\n"
                    + "a=rtpmap:101 telephone-event/8000\r\n" + key;
            String call = UUID.randomUUID().toString();
            String head = "From: <sip:10086@127.0.0.1:" + socket.getLocalPort() + ">;tag=" + call + "\r\nCall-ID: "
                    + call + "\r\nMax-Forwards: 70\r\nContact: <sip:10086@127.0.0.1:" + socket.getLocalPort() + ">\r\n";
            String to = "To: <sip:" + WholeServer.PENSION + "@127.0.0.1:" + sipPort + ">";
            send(socket, sipPort, "INVITE", call + "i", 1, head + to + "\r\nContent-Type: application/sdp\r\n", sdp);
            String answer = receive(socket);
            while (answer.startsWith("SIP/2.0 1")) {
                answer = receive(socket);
            }
            String tagged = answer.lines()
                    .filter(line -> line.startsWith("To:"))
                    .findFirst()
                    .orElseThrow();
            boolean answered = answer.startsWith("SIP/2.0 200");
            send(socket, sipPort, "ACK", call + (answered ? "a" : "i"), 1, head + tagged + "\r\n", "");
            if (answered) {
                send(socket, sipPort, "BYE", call + "b", 2, head + tagged + "\r\n", "");
                assertThat(receive(socket)).startsWith("SIP/2.0 200");
            }
            return new Answered(answer.substring(8, 11), answer.substring(answer.indexOf("\r\n\r\n")));
        }
    }

    private static void send(
            DatagramSocket socket, int sipPort, String method, String branch, int number, String headers, String body)
            throws IOException {
        byte[] bytes = (method + " sip:" + WholeServer.PENSION + "@127.0.0.1:" + sipPort
                        + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + branch
                        + "\r\nCSeq: " + number + " " + method + "\r\n" + headers + "Content-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(
                bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort)));
    }

    private static String receive(DatagramSocket socket) throws IOException {
        byte[] bytes = new byte[65_536];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        socket.receive(packet);
        return new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void mediaAreAsSecureAsAsked(Srtp srtp) throws Exception {
        int port = FreePort.any();
        try (SwitchBeside beside = switchWith(srtp, port);
                WholeServer _ = WholeServer.start(
                        SwitchBeside.server(WholeServer.configuration(folder.resolve("data")), port), 7)) {
            Answered plain = offered(beside.sipPort(), PLAIN, "");
            Answered secure = offered(beside.sipPort(), SECURE, KEY);

            assertThat(plain.status()).isEqualTo(srtp == Srtp.REQUIRED ? "488" : "200");
            // Who offers it gets it, whatever is asked for.
            assertThat(secure.status()).isEqualTo("200");
            assertThat(secure.sdp()).contains("RTP/SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
        }
    }
}
