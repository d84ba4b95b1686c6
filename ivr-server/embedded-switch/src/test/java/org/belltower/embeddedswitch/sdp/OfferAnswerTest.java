package org.belltower.embeddedswitch.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferAnswerTest {
    @Test
    void anEarlyOfferIsAnsweredWithItsFirstCodecAndItsEventNumber() {
        Negotiation.Agreed agreed = agreed(answer(SdpParsingTest.PHONE.replace("101", "96")));
        NegotiatedAudio audio = agreed.audio();
        assertThat(audio.codec()).isEqualTo(AudioCodec.PCMU);
        assertThat(audio.payloadType()).isZero();
        assertThat(audio.telephoneEvent()).hasValue(96);
        assertThat(audio.remoteRtp()).isEqualTo(new InetSocketAddress("192.0.2.10", 49170));
        assertThat(audio.remoteRtcp()).isEqualTo(new InetSocketAddress("192.0.2.10", 49171));
        assertThat(audio.direction()).isEqualTo(Direction.SENDRECV);
        assertThat(agreed.local().text()).isEqualTo("""
                v=0\r
                o=belltower 1700 1700 IN IP4 127.0.0.1\r
                s=belltower\r
                c=IN IP4 127.0.0.1\r
                t=0 0\r
                m=audio 16384 RTP/AVP 0 96\r
                a=rtpmap:0 PCMU/8000\r
                a=rtpmap:96 telephone-event/8000\r
                a=fmtp:96 0-15\r
                a=ptime:20\r
                a=rtcp:16385 IN IP4 127.0.0.1\r
                a=sendrecv\r
                """);
    }

    @Test
    void aLateOfferIsMadeHereAndItsAnswerAccepted() {
        OfferAnswer side = side(AudioCodec.PCMA, AudioCodec.PCMU);
        SessionDescription offer = side.offer(Direction.SENDRECV);
        assertThat(offer.media().getFirst().formats()).containsExactly("8", "0", "101");
        Negotiation.Agreed agreed = agreed(side.accept(SdpParsingTest.parsed(SdpParsingTest.PHONE)));
        assertThat(agreed.audio().codec()).isEqualTo(AudioCodec.PCMU);
        assertThat(agreed.local()).isEqualTo(offer);
    }

    @Test
    void twoSidesOfThisRoomAgree() {
        OfferAnswer caller = side(AudioCodec.PCMA, AudioCodec.PCMU);
        OfferAnswer callee = new OfferAnswer(InetAddress.getLoopbackAddress(), 20000, List.of(AudioCodec.PCMU), 5);
        SessionDescription offer =
                SdpParsingTest.parsed(caller.offer(Direction.SENDRECV).text());
        Negotiation.Agreed answered = agreed(callee.answer(offer));
        Negotiation.Agreed accepted =
                agreed(caller.accept(SdpParsingTest.parsed(answered.local().text())));
        assertThat(answered.audio().codec()).isEqualTo(AudioCodec.PCMU);
        assertThat(accepted.audio().codec()).isEqualTo(AudioCodec.PCMU);
        assertThat(accepted.audio().remoteRtp().getPort()).isEqualTo(20000);
        assertThat(accepted.audio().telephoneEvent()).hasValue(101);
    }

    @ParameterizedTest(name = "peer {0}, here willing to {1}: {2}")
    @CsvSource({
        "sendrecv, SENDRECV, SENDRECV", "sendonly, SENDRECV, RECVONLY", "recvonly, SENDRECV, SENDONLY",
        "inactive, SENDRECV, INACTIVE", "sendrecv, SENDONLY, SENDONLY", "sendonly, SENDONLY, INACTIVE"
    })
    void directionsAreMirroredAndBothMustAgree(String peer, Direction wish, Direction expected) {
        SessionDescription offer = SdpParsingTest.parsed(SdpParsingTest.PHONE.replace("sendrecv", peer));
        Negotiation.Agreed agreed =
                agreed(side(AudioCodec.PCMA, AudioCodec.PCMU).answer(offer, wish));
        assertThat(agreed.audio().direction()).isEqualTo(expected);
        assertThat(agreed.local().media().getFirst().attribute(expected.attribute()))
                .isPresent();
    }

    @Test
    void theOldHoldByAddressZeroDoesNotSendThere() {
        String held = SdpParsingTest.PHONE.replace("c=IN IP4 192.0.2.10", "c=IN IP4 0.0.0.0");
        assertThat(agreed(answer(held)).audio().direction()).isEqualTo(Direction.RECVONLY);
    }

    @Test
    void theSessionsDirectionHoldsWhereTheLineSaysNothing() {
        String session = SdpParsingTest.PHONE.replace("a=sendrecv\r\n", "").replace("t=0 0", "t=0 0\r\na=sendonly");
        assertThat(agreed(answer(session)).audio().direction()).isEqualTo(Direction.RECVONLY);
    }

    @Test
    void otherLinesAreRejectedInTheirPlaces() {
        String many = SdpParsingTest.PHONE.replace(
                        "m=audio",
                        "m=video 5000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\nm=audio 6000 RTP/SAVP 8\r\nm=audio")
                + "m=audio 7000 RTP/AVP 8\r\nm=image 0 udptl t38\r\n";
        Negotiation.Agreed agreed = agreed(answer(many));
        assertThat(agreed.local().media()).extracting(MediaDescription::port).containsExactly(0, 0, 16384, 0, 0);
        assertThat(agreed.local().media())
                .extracting(MediaDescription::media)
                .containsExactly("video", "audio", "audio", "audio", "image");
        assertThat(agreed.audio().remoteRtp().getPort()).isEqualTo(49170);
    }

    @Test
    void noCommonCodecIsAnAnswerThatSaysWhatWasOffered() {
        String g729 = SdpParsingTest.PHONE.replace("0 8 101", "18 9").replaceAll("a=rtpmap[^\n]*\n", "");
        assertThat(answer(g729)).isEqualTo(new Negotiation.NoCommonCodec("18 9"));
        assertThat(side(AudioCodec.PCMA).answer(SdpParsingTest.parsed(SdpParsingTest.PHONE.replace("0 8 101", "0"))))
                .isEqualTo(new Negotiation.NoCommonCodec("0"));
    }

    @Test
    void aStaticNumberThatIsMappedToAnotherCodecIsThatOther() {
        String mapped = SdpParsingTest.PHONE.replace("rtpmap:0 PCMU/8000", "rtpmap:0 L16/8000");
        assertThat(agreed(answer(mapped)).audio().codec()).isEqualTo(AudioCodec.PCMA);
        String wide = SdpParsingTest.PHONE.replace("rtpmap:0 PCMU/8000", "rtpmap:0 PCMU/16000");
        assertThat(agreed(answer(wide)).audio().codec()).isEqualTo(AudioCodec.PCMA);
        String dynamic = SdpParsingTest.PHONE.replace(" 0 8 101", " 120").replace("rtpmap:8 PCMA", "rtpmap:120 pcma");
        assertThat(agreed(answer(dynamic)).audio().payloadType()).isEqualTo(120);
    }

    @Test
    void withoutTelephoneEventKeysGoInBand() {
        String plain = SdpParsingTest.PHONE.replace("a=rtpmap:101 telephone-event/8000\r\n", "");
        Negotiation.Agreed agreed = agreed(answer(plain));
        assertThat(agreed.audio().telephoneEvent()).isEmpty();
        assertThat(agreed.local().text()).doesNotContain("telephone-event");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a=rtcp:53020, 192.0.2.10, 53020",
        "a=rtcp:53020 IN IP4 192.0.2.99, 192.0.2.99, 53020",
        "a=rtcp:99999, 192.0.2.10, 49171",
        "a=rtcp:x, 192.0.2.10, 49171",
        "a=rtcp:1 IN IP4 evil.example, 192.0.2.10, 1"
    })
    void theRtcpAttributeIsFollowed(String attribute, String host, int port) {
        NegotiatedAudio audio =
                agreed(answer(SdpParsingTest.PHONE + attribute + "\r\n")).audio();
        assertThat(audio.remoteRtcp()).isEqualTo(new InetSocketAddress(host, port));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"phone.example", "999.1.1.1", "abcdef", "1234567", "192.0.2", "-"})
    void namesAndBrokenAddressesAreNotLookedUp(String address) {
        String named = SdpParsingTest.PHONE.replace("c=IN IP4 192.0.2.10", "c=IN IP4 " + address);
        assertThat(answer(named)).isInstanceOf(Negotiation.Unusable.class);
    }

    @Test
    void descriptionsWithoutUsableAudioAreSaidToBeSo() {
        String noAudio = SdpParsingTest.PHONE.replace("m=audio", "m=video");
        assertThat(answer(noAudio)).isEqualTo(new Negotiation.Unusable("no audio line over RTP/AVP"));
        assertThat(answer(SdpParsingTest.PHONE.replace("49170", "0"))).isInstanceOf(Negotiation.Unusable.class);
        assertThat(answer(SdpParsingTest.PHONE.replace("c=IN IP4 192.0.2.10\r\n", "")))
                .isEqualTo(new Negotiation.Unusable("no c= line for the audio"));
    }

    @Test
    void theVersionGoesUpWithAChangeAndOnlyThen() {
        OfferAnswer side = side(AudioCodec.PCMA, AudioCodec.PCMU);
        SessionDescription offer = SdpParsingTest.parsed(SdpParsingTest.PHONE);
        String first = agreed(side.answer(offer)).local().origin().version();
        assertThat(agreed(side.answer(offer)).local().origin().version()).isEqualTo(first);
        SessionDescription held = SdpParsingTest.parsed(SdpParsingTest.PHONE.replace("sendrecv", "sendonly"));
        assertThat(agreed(side.answer(held)).local().origin().version()).isEqualTo("1701");
        assertThat(agreed(side.answer(offer)).local().origin().version()).isEqualTo("1702");
    }

    @Test
    void ipv6IsWrittenAsSuch() throws Exception {
        OfferAnswer side = new OfferAnswer(InetAddress.ofLiteral("::1"), 16384, List.of(AudioCodec.PCMA), 1);
        String v6 = SdpParsingTest.PHONE.replace("IP4 192.0.2.10", "IP6 2001:db8::1");
        Negotiation.Agreed agreed = agreed(side.answer(SdpParsingTest.parsed(v6)));
        assertThat(agreed.local().text()).contains("c=IN IP6 0:0:0:0:0:0:0:1");
        assertThat(agreed.audio().remoteRtp().getAddress()).isEqualTo(InetAddress.ofLiteral("2001:db8::1"));
    }

    /** As a phone on a machine with both offers it; an answer would be a call in silence. */
    @Test
    void mediaOfTheOtherAddressFamilyIsRefusedUnlessOnHold() {
        OfferAnswer side = side(AudioCodec.PCMA);
        String v6 = SdpParsingTest.PHONE.replace("IP4 192.0.2.10", "IP6 2001:db8::1");
        assertThat(side.answer(SdpParsingTest.parsed(v6)))
                .isInstanceOfSatisfying(
                        Negotiation.Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("cannot be reached from"));
        String onHold = SdpParsingTest.PHONE.replace("IP4 192.0.2.10", "IP6 ::");
        assertThat(side.answer(SdpParsingTest.parsed(onHold))).isInstanceOf(Negotiation.Agreed.class);
    }

    @Test
    void anAnswerWithoutAnOfferIsADefect() {
        assertThatThrownBy(() -> side(AudioCodec.PCMA).accept(SdpParsingTest.parsed(SdpParsingTest.PHONE)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> side()).isInstanceOf(IllegalArgumentException.class);
    }

    static OfferAnswer side(AudioCodec... codecs) {
        return new OfferAnswer(InetAddress.getLoopbackAddress(), 16384, List.of(codecs), 1700);
    }

    private static Negotiation answer(String offer) {
        return side(AudioCodec.PCMA, AudioCodec.PCMU).answer(SdpParsingTest.parsed(offer));
    }

    private static Negotiation.Agreed agreed(Negotiation negotiation) {
        return switch (negotiation) {
            case Negotiation.Agreed agreed -> agreed;
            case Negotiation.NoCommonCodec none -> throw new AssertionError(none);
            case Negotiation.Unusable unusable -> throw new AssertionError(unusable);
        };
    }
}
