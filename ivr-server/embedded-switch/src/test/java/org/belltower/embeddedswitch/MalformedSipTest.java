package org.belltower.embeddedswitch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are no SIP, or bad SIP: the switch goes on as if nothing had come, and keeps nothing of them. */
class MalformedSipTest {
    private static final Path BAD = Path.of("src/test/resources/sip/bad");

    private final EmbeddedSwitch server = EmbeddedSwitch.open(
            SwitchSettings.free("a-test-password", Dialplan.empty().with("100", "answer", "park")));

    @AfterEach
    void switchStillTakesCallsAndKeepsNothing() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.call("100", 40000);
            phone.bye();
            phone.expect(200, "BYE");
        }
        Await.until("all calls to end", () -> server.status().calls() == 0);
        Await.until("all ports to be free", () -> server.status().media().portsInUse() == 0);
        server.close();
    }

    static Stream<String> badFiles() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void badMessageMakesNoCall(String file) throws IOException {
        byte[] message = Files.readString(BAD.resolve(file), StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (SipWire wire = SipWire.udp(server.sipAddress())) {
            wire.send(message);
            stillAnswersOptions();
        }
        Await.until("no call to be left", () -> server.status().calls() == 0);
    }

    private void stillAnswersOptions() {
        try (SipPhone phone = SipPhone.udp(server)) {
            phone.request("OPTIONS", Optional.empty(), "");
            phone.expect(200, "OPTIONS");
        }
    }

    private static byte[] invite(int port) {
        String sdp = SipPhone.sdp(40000);
        return ("INVITE sip:999@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + port
                        + ";branch=z9hG4bKtruncated\r\nFrom: \"A\" <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:999@127.0.0.1>\r\n"
                        + "Call-ID: cut-call\r\nCSeq: 1 INVITE\r\nContact: <sip:a@127.0.0.1:" + port + ">\r\n"
                        + "Max-Forwards: 70\r\nContent-Type: application/sdp\r\nContent-Length: " + sdp.length()
                        + "\r\n\r\n" + sdp)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void inviteCutAtEveryOffsetMakesNoCall() {
        try (SipWire wire = SipWire.udp(server.sipAddress())) {
            byte[] whole = invite(wire.localPort());
            for (int length = 0; length < whole.length; length++) {
                wire.send(java.util.Arrays.copyOf(whole, length));
            }
            stillAnswersOptions();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inviteWithBytesChangedAtRandomMakesNoHarm(long seed) {
        Random random = new Random(seed);
        try (SipWire wire = SipWire.udp(server.sipAddress())) {
            byte[] whole = invite(wire.localPort());
            for (int round = 0; round < 300; round++) {
                byte[] changed = whole.clone();
                for (int i = 0; i < 1 + random.nextInt(6); i++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                wire.send(changed);
            }
            stillAnswersOptions();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void randomBytesMakeNoHarm(long seed) {
        Random random = new Random(seed);
        try (SipWire wire = SipWire.udp(server.sipAddress());
                SipWire stream = SipWire.tcp(server.sipAddress())) {
            for (int round = 0; round < 300; round++) {
                byte[] noise = new byte[random.nextInt(1400)];
                random.nextBytes(noise);
                wire.send(noise);
            }
            byte[] noise = new byte[4096];
            random.nextBytes(noise);
            stream.send(noise);
            stillAnswersOptions();
        }
    }
}
