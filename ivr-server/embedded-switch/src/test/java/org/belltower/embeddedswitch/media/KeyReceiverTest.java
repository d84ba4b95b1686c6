package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each test is the story of some telephone-event packets. */
class KeyReceiverTest {
    private final KeyReceiver receiver = new KeyReceiver();
    private final List<String> keys = new ArrayList<>();

    @Test
    void threeEndPacketsAreOneKey() {
        packet(1000, 5, false, 160);
        packet(1000, 5, false, 320);
        for (int i = 0; i < 3; i++) {
            packet(1000, 5, true, 480);
        }
        assertThat(keys).containsExactly("5/480");
    }

    @Test
    void theSameKeyTwiceIsTwoKeys() {
        packet(1000, 5, true, 480);
        packet(3000, 5, true, 480);
        assertThat(keys).containsExactly("5/480", "5/480");
    }

    @Test
    void aKeyOfWhichOnlyTheLastEndArrivedIsAKey() {
        packet(1000, 11, true, 960);
        assertThat(keys).containsExactly("#/960");
    }

    @Test
    void lostEndsAreMadeGoodByTheNextKey() {
        packet(1000, 1, false, 160);
        packet(1000, 1, false, 800);
        packet(4000, 2, false, 160);
        assertThat(keys).containsExactly("1/800");
        packet(4000, 2, true, 320);
        assertThat(keys).containsExactly("1/800", "2/320");
    }

    @Test
    void lostEndsAreMadeGoodByAHundredMillisecondsOfNothing() {
        packet(1000, 1, false, 800);
        ticks(5);
        assertThat(keys).isEmpty();
        ticks(1);
        assertThat(keys).containsExactly("1/800");
        packet(1000, 1, true, 960);
        assertThat(keys).hasSize(1);
    }

    @Test
    void aPacketThatWasOvertakenByTheEndIsIgnored() {
        packet(1000, 1, true, 480);
        packet(1000, 1, false, 320);
        packet(500, 9, true, 480);
        assertThat(keys).containsExactly("1/480");
    }

    @Test
    void packetsOutOfOrderKeepTheLongestDuration() {
        packet(1000, 1, false, 480);
        packet(1000, 1, false, 320);
        ticks(6);
        assertThat(keys).containsExactly("1/480");
    }

    @Test
    void theTimestampMayWrap() {
        packet(-100, 1, true, 160);
        packet(1500, 2, true, 160);
        assertThat(keys).containsExactly("1/160", "2/160");
    }

    @Test
    void aKeyHeldForSegmentsIsOneKey() {
        packet(1000, 7, false, 0xFFFF);
        packet(1000 + 0xFFFF, 7, false, 160);
        packet(1000 + 0xFFFF, 7, true, 320);
        assertThat(keys).containsExactly("7/" + (0xFFFF + 320));
    }

    @Test
    void aNewSourceMayUseAnyTimestamp() {
        packet(900_000, 1, true, 160);
        receiver.reset((tone, samples) -> keys.add("?"));
        packet(899_000, 2, true, 160);
        assertThat(keys).containsExactly("1/160", "2/160");
    }

    @Test
    void flashShortPacketsAndUnknownEventsAreIgnored() {
        packet(1000, 16, true, 160);
        packet(2000, 255, true, 160);
        RtpPacket cut = header(3000);
        cut.payloadLength = 3;
        receiver.packet(cut, ByteBuffer.wrap(RtpPeer.event(1, true, 160)), (tone, samples) -> keys.add("?"));
        assertThat(keys).isEmpty();
    }

    private void packet(int timestamp, int event, boolean end, int duration) {
        byte[] payload = RtpPeer.event(event, end, duration);
        receiver.packet(header(timestamp), ByteBuffer.wrap(payload), (tone, samples) -> keys.add(tone + "/" + samples));
    }

    private static RtpPacket header(int timestamp) {
        RtpPacket packet = new RtpPacket();
        packet.timestamp = timestamp;
        packet.payloadLength = 4;
        return packet;
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            receiver.tick((tone, samples) -> keys.add(tone + "/" + samples));
        }
    }
}
