package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.embeddedswitch.sip.Phones;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Telephones that register, on raw sockets, and the calls that reach them. */
class RegistrationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DOMAIN = "127.0.0.1";
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    private final SwitchUnderTest under = SwitchUnderTest.open(withPhones());
    private final EmbeddedSwitch server = under.server;

    private static SwitchSettings withPhones() {
        SwitchSettings usual = SwitchSettings.free(SwitchUnderTest.PASSWORD, Dialplan.empty());
        Map<String, String> hashes = Map.of("1001", md5("1001:" + DOMAIN + ":secret"));
        return usual.withSip(usual.sip().withPhones(new Phones(DOMAIN, hashes)));
    }

    @AfterEach
    void nothingIsLeft() {
        under.close();
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String register(SipWire wire, String name, String headers) {
        wire.send("REGISTER sip:" + DOMAIN + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + wire.localPort()
                + ";branch=z9hG4bK" + UUID.randomUUID() + "\r\nFrom: <sip:" + name + "@" + DOMAIN
                + ">;tag=f\r\nTo: <sip:" + name + "@" + DOMAIN + ">\r\nCall-ID: " + UUID.randomUUID()
                + "\r\nCSeq: 1 REGISTER\r\n" + headers + "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n");
        return wire.receive(PATIENCE).orElseThrow();
    }

    private static String nonce(String challenge) {
        assertThat(challenge).startsWith("SIP/2.0 401 ");
        Matcher nonce = NONCE.matcher(challenge);
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    private static String authorization(String name, String password, String nonce) {
        String uri = "sip:" + DOMAIN;
        String response = md5(md5(name + ":" + DOMAIN + ":" + password) + ":" + nonce + ":00000001:abcd:auth:"
                + md5("REGISTER:" + uri));
        return "Authorization: Digest username=\"" + name + "\",realm=\"" + DOMAIN + "\",nonce=\"" + nonce + "\",uri=\""
                + uri + "\",response=\"" + response + "\",qop=auth,nc=00000001,cnonce=\"abcd\"\r\n";
    }

    private static String registered(SipWire wire, String password, String contact) {
        String nonce = nonce(register(wire, "1001", contact));
        return register(wire, "1001", contact + authorization("1001", password, nonce));
    }

    private static String at(SipPhone phone, int seconds) {
        return "Contact: <sip:1001@127.0.0.1:" + phone.port() + ">;expires=" + seconds + "\r\n";
    }

    private CompletableFuture<String> originate() {
        return under.later("originate sofia/internal/1001%" + DOMAIN + " &hangup(USER_BUSY)");
    }

    @Test
    void registeredTelephoneIsCalledWhereItIsAndNotAfterItHasLeft() {
        try (SipPhone phone = SipPhone.udp(server);
                SipWire wire = SipWire.udp(server.sipAddress())) {
            assertThat(originate().join()).isEqualTo("-ERR USER_NOT_REGISTERED\n");
            assertThat(registered(wire, "secret", at(phone, 120)))
                    .startsWith("SIP/2.0 200 ")
                    .contains("sip:1001@127.0.0.1:" + phone.port());

            CompletableFuture<String> result = originate();
            String invite = phone.expectRequest("INVITE");
            assertThat(invite).startsWith("INVITE sip:1001@127.0.0.1:" + phone.port());
            phone.respond(invite, 486, "Busy Here", Optional.empty());
            phone.expectRequest("ACK");
            assertThat(result.join()).isEqualTo("-ERR USER_BUSY\n");

            assertThat(registered(wire, "secret", at(phone, 0))).startsWith("SIP/2.0 200 ");
            assertThat(originate().join()).isEqualTo("-ERR USER_NOT_REGISTERED\n");
        }
    }

    @Test
    void wrongPasswordAndUnknownNameAreForbidden() {
        try (SipPhone phone = SipPhone.udp(server);
                SipWire wire = SipWire.udp(server.sipAddress())) {
            assertThat(registered(wire, "guessed", at(phone, 120))).startsWith("SIP/2.0 403 ");
            String nonce = nonce(register(wire, "1002", at(phone, 120)));
            assertThat(register(wire, "1002", at(phone, 120) + authorization("1002", "secret", nonce)))
                    .startsWith("SIP/2.0 403 ");
            String another = nonce(register(wire, "1002", at(phone, 120)));
            assertThat(register(wire, "1002", at(phone, 120) + authorization("1001", "secret", another)))
                    .as("in another's name")
                    .startsWith("SIP/2.0 403 ");
            assertThat(originate().join()).isEqualTo("-ERR USER_NOT_REGISTERED\n");
        }
    }

    @Test
    void nonceThatWasNeverGivenIsAskedForAgainAndShortTimesAreRefused() {
        try (SipPhone phone = SipPhone.udp(server);
                SipWire wire = SipWire.udp(server.sipAddress())) {
            assertThat(register(wire, "1001", at(phone, 120) + authorization("1001", "secret", "made-up")))
                    .startsWith("SIP/2.0 401 ")
                    .contains("stale=true");
            assertThat(registered(wire, "secret", at(phone, 5)))
                    .startsWith("SIP/2.0 423 ")
                    .contains("Min-Expires: 60");
        }
    }
}
