package org.belltower.server.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipMessageTest {
    private static final String RINGING = """
            SIP/2.0 180 Ringing\r
            v: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1\r
            To: <sip:8001@host>;tag=abc;x=y\r
            CSeq: 7 INVITE\r
            Record-Route: <sip:a>\r
            Record-Route: <sip:b>\r
            Content-Length: 2\r
            \r
            hi""";

    @Test
    void responseIsRead() {
        SipMessage message = SipMessage.parse(RINGING).orElseThrow();
        assertThat(message.isRequest()).isFalse();
        assertThat(message.status()).isEqualTo(180);
        assertThat(message.reasonPhrase()).isEqualTo("Ringing");
        assertThat(message.header("via"))
                .hasValueSatisfying(via -> assertThat(via).endsWith("z9hG4bK1"));
        assertThat(message.headers("Record-Route")).containsExactly("<sip:a>", "<sip:b>");
        assertThat(message.sequence()).isEqualTo(7);
        assertThat(message.sequenceMethod()).isEqualTo("INVITE");
        assertThat(SipMessage.tag(message.required("To"))).contains("abc");
        assertThat(SipMessage.uri(message.required("To"))).isEqualTo("sip:8001@host");
        assertThat(message.body()).isEqualTo("hi");
    }

    @Test
    void everyTruncationIsReadOrRefused() {
        for (int length = 0; length < RINGING.length(); length++) {
            SipMessage.parse(RINGING.substring(0, length))
                    .ifPresent(message -> assertThat(message.sequence()).isEqualTo(7));
        }
        assertThat(SipMessage.parse(RINGING.substring(0, 60))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "GET / HTTP/1.1",
                "SIP/2.0 abc Odd\r\nCSeq: 1 INVITE\r\n\r\n",
                "INVITE sip:a SIP/2.0\r\n\r\n",
                "INVITE sip:a SIP/2.0\r\nCSeq: x INVITE\r\n\r\n",
                "SIP/2.0 200\r\nCSeq: 99999999999 A\r\n\r\n"
            })
    void garbageIsNoMessage(String text) {
        assertThat(SipMessage.parse(text)).isEmpty();
    }

    @Test
    void lengthOfTheBodyIsInBytes() {
        SipMessage message =
                SipMessage.starting("INFO sip:a SIP/2.0").with("CSeq", "1 INFO").withBody("text/plain", "净");
        assertThat(new String(message.bytes(), StandardCharsets.UTF_8)).contains("Content-Length: 3\r\n\r\n净");
    }
}
