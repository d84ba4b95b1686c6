package org.belltower.server.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.belltower.audio.G711;
import org.junit.jupiter.api.Test;

class HeardTest {
    private final Heard heard = new Heard(G711.ALAW, Duration.ofSeconds(2));

    private void packet(int sequence, long timestamp, int fill) {
        packet(1, sequence, timestamp, fill, 0);
    }

    private void packet(int source, int sequence, long timestamp, int fill, long millis) {
        packet(false, source, sequence, timestamp, fill, millis);
    }

    private void packet(boolean marker, int source, int sequence, long timestamp, int fill, long millis) {
        var payload = new byte[160];
        Arrays.fill(payload, (byte) fill);
        heard.audio(new RtpPacket(8, marker, sequence, timestamp, source, payload), millis * 1_000_000);
    }

    private String stream() {
        var text = new StringBuilder();
        byte[] bytes = heard.bytes(0, Integer.MAX_VALUE);
        for (int i = 0; i < bytes.length; i += 160) {
            text.append(bytes[i] == G711.ALAW.silence() ? '.' : (char) bytes[i]);
        }
        return text.toString();
    }

    @Test
    void packetsOutOfOrderAreSetRight() {
        packet(1, 0, 'a');
        packet(3, 320, 'c');
        packet(2, 160, 'b');
        assertThat(stream()).isEqualTo("abc");
        assertThat(heard.lost()).isZero();
    }

    @Test
    void lostPacketIsSilenceAndCounted() {
        packet(1, 0, 'a');
        packet(3, 320, 'c');
        assertThat(stream()).isEqualTo("a.c");
        assertThat(heard.lost()).isEqualTo(1);
    }

    @Test
    void pauseWithoutPacketsIsSilenceButNotLost() {
        packet(1, 0, 'a');
        packet(2, 480, 'd');
        assertThat(stream()).isEqualTo("a..d");
        assertThat(heard.lost()).isZero();
    }

    @Test
    void numbersMayWrap() {
        packet(65_535, 0xFFFF_FFFFL - 159, 'a');
        packet(0, 0, 'b');
        assertThat(stream()).isEqualTo("ab");
        assertThat(heard.lost()).isZero();
    }

    @Test
    void newSourceGoesOnAfterTheTimeThatPassed() {
        packet(1, 10, 5000, 'a', 0);
        packet(2, 900, 77, 'b', 60);
        assertThat(stream()).isEqualTo("a..b");
        assertThat(heard.lost()).isZero();
    }

    /** As FreeSWITCH does soon after a pause. */
    @Test
    void markedStepOfTheSendersClockIsNoSilence() {
        packet(1, 1, 0, 'a', 0);
        packet(true, 1, 2, 320, 'b', 20);
        packet(1, 3, 480, 'c', 40);
        assertThat(stream()).isEqualTo("abc");
        assertThat(heard.arrival(160)).hasValue(20_000_000);
        assertThat(heard.lost()).isZero();
    }

    @Test
    void pauseThatTookItsTimeIsSilenceMarkedOrNot() {
        packet(1, 1, 0, 'a', 0);
        packet(true, 1, 2, 320, 'b', 40);
        packet(1, 3, 640, 'c', 60);
        assertThat(stream()).isEqualTo("a.b.c");
    }

    @Test
    void markedPacketBehindALostOneLeavesItsGap() {
        packet(1, 1, 0, 'a', 0);
        packet(true, 1, 3, 320, 'c', 20);
        assertThat(stream()).isEqualTo("a.c");
        assertThat(heard.lost()).isEqualTo(1);
    }

    @Test
    void whatComesAfterTheBoundIsCounted() {
        for (int i = 0; i < 110; i++) {
            packet(i, 160L * i, 'a');
        }
        assertThat(heard.length()).isEqualTo(16_000);
        assertThat(heard.dropped()).isEqualTo(10);
    }

    @Test
    void arrivalIsThatOfThePacketWhichHoldsTheSample() {
        packet(1, 1, 0, 'a', 5);
        packet(1, 2, 160, 'b', 25);
        assertThat(heard.arrival(159)).hasValue(5_000_000);
        assertThat(heard.arrival(160)).hasValue(25_000_000);
    }

    @Test
    void silenceThatWasFilledInHasNoArrivalAndWhatFollowsItHas() {
        packet(1, 1, 0, 'a', 5);
        packet(1, 2, 480, 'd', 65);
        assertThat(heard.arrival(160)).isEmpty();
        assertThat(heard.arrival(479)).isEmpty();
        assertThat(heard.arrival(480)).hasValue(65_000_000);
        assertThat(heard.arrivalFrom(200)).hasValue(65_000_000);
        assertThat(heard.arrivalFrom(159)).hasValue(5_000_000);
        assertThat(heard.arrivalFrom(640)).isEmpty();
    }

    @Test
    void rtpPacketSurvivesItsBytesAndEveryTruncationIsRefusedOrShort() {
        var packet = new RtpPacket(101, true, 65_000, 0xFFFF_FFF0L, -2, new byte[] {1, 2, 3, 4});
        byte[] bytes = packet.bytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("80e5fde8fffffff0fffffffe01020304");
        RtpPacket read = RtpPacket.parse(bytes, bytes.length).orElseThrow();
        assertThat(read.bytes()).isEqualTo(packet.bytes().clone()).hasSize(16);
        for (int length = 0; length < RtpPacket.HEADER; length++) {
            assertThat(RtpPacket.parse(bytes, length)).isEmpty();
        }
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            var noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            RtpPacket.parse(noise, noise.length)
                    .ifPresent(p -> assertThat(p.payload().length).isLessThan(40));
        }
    }
}
