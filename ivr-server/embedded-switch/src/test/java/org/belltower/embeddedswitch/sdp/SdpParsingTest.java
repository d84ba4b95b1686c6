package org.belltower.embeddedswitch.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SdpParsingTest {
    static final String PHONE = """
            v=0\r
            o=alice 2890844526 2890844526 IN IP4 192.0.2.10\r
            s=-\r
            c=IN IP4 192.0.2.10\r
            t=0 0\r
            m=audio 49170 RTP/AVP 0 8 101\r
            a=rtpmap:0 PCMU/8000\r
            a=rtpmap:8 PCMA/8000\r
            a=rtpmap:101 telephone-event/8000\r
            a=fmtp:101 0-15\r
            a=ptime:20\r
            a=sendrecv\r
            """;

    @Test
    void whatIsReadIsWrittenTheSame() {
        assertThat(parsed(PHONE).text()).isEqualTo(PHONE);
        assertThat(parsed(parsed(PHONE).text())).isEqualTo(parsed(PHONE));
    }

    @Test
    void bareLineFeedsUnknownLinesAndLatinTextAreRead() {
        String odd = PHONE.replace("\r\n", "\n")
                .replace("s=-", "s=caf\u00e9\ni=about\nu=http://x\nb=AS:64\nk=clear:x\nz=0 0");
        SessionDescription read =
                ((SdpParse.Parsed) SessionDescription.parse(odd.getBytes(StandardCharsets.ISO_8859_1))).description();
        assertThat(read.sessionName()).isEqualTo("caf\u00e9");
        assertThat(read.media()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void whatIsNoSdpIsRefusedWithLineAndReason(String label, String text, int line, String reason) {
        assertThat(SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8)))
                .as(label)
                .isInstanceOfSatisfying(SdpParse.Malformed.class, malformed -> {
                    assertThat(malformed.line()).isEqualTo(line);
                    assertThat(malformed.reason()).contains(reason);
                });
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("empty", "", 1, "no o="),
                Arguments.of("HTML", "<html>\r\n", 1, "one letter"),
                Arguments.of("version 1", "v=1\r\n", 1, "v=0"),
                Arguments.of("no version", PHONE.substring(5), 1, "v=0"),
                Arguments.of("short origin", PHONE.replace("2890844526 2890844526", "1"), 2, "o= wants"),
                Arguments.of("version of letters", PHONE.replace("2890844526 IN", "x IN"), 2, "o= wants"),
                Arguments.of("no address", PHONE.replace("c=IN IP4 192.0.2.10", "c=IN IP4"), 4, "c= wants"),
                Arguments.of("ATM", PHONE.replace("c=IN IP4", "c=ATM NSAP"), 4, "c= wants"),
                Arguments.of("port of letters", PHONE.replace("49170", "port"), 6, "m= has a port"),
                Arguments.of("port too high", PHONE.replace("49170", "65536"), 6, "m= has a port"),
                Arguments.of("negative port", PHONE.replace("49170", "-1"), 6, "m= has a port"),
                Arguments.of("port beyond int", PHONE.replace("49170", "99999999999"), 6, "m= has a port"),
                Arguments.of("no format", PHONE.replace(" 0 8 101", ""), 6, "m= wants"),
                Arguments.of("no equals sign", PHONE + "nonsense\r\n", 13, "one letter"),
                Arguments.of("too many media", PHONE + "m=audio 1 RTP/AVP 0\r\n".repeat(40), 44, "media lines"),
                Arguments.of("too many attributes", PHONE + "a=x\r\n".repeat(600), 519, "attributes"),
                Arguments.of("too long", PHONE + "a=" + "x".repeat(40_000), 1, "at most"));
    }

    @Test
    void everyTruncationAndAThousandMutationsEndInAnAnswer() {
        byte[] good = PHONE.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < good.length; length++) {
            assertThat(negotiate(Arrays.copyOf(good, length))).isNotNull();
        }
        Random random = new Random(3264);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutant = good.clone();
            for (int k = 0; k <= random.nextInt(6); k++) {
                mutant[random.nextInt(mutant.length)] = (byte) (random.nextInt(4) == 0 ? '\n' : random.nextInt());
            }
            assertThat(negotiate(mutant)).isNotNull();
        }
    }

    private static Object negotiate(byte[] bytes) {
        return switch (SessionDescription.parse(bytes)) {
            case SdpParse.Malformed malformed -> malformed;
            case SdpParse.Parsed(SessionDescription description) ->
                OfferAnswerTest.side(AudioCodec.PCMA, AudioCodec.PCMU).answer(description);
        };
    }

    static SessionDescription parsed(String text) {
        return switch (SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8))) {
            case SdpParse.Parsed(SessionDescription description) -> description;
            case SdpParse.Malformed malformed -> throw new AssertionError(malformed);
        };
    }
}
