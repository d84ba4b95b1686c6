package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.belltower.audio.G711;
import org.junit.jupiter.api.Test;

/** What is made of packets: those that are told apart by hand here. */
class LineWatchTest {
    private static final long FRAME = 20_000_000;
    private static final short LOUD = 20_000;
    private static final short SOFT = 3_000;

    private final LineWatch watch = new LineWatch();
    private int sequence = 65_530;
    private int timestamp = Integer.MAX_VALUE - 1_000;
    private long now = 1_000_000_000;

    private void soft(int packets) {
        for (int i = 0; i < packets; i++) {
            packet(false, SOFT);
            advance(1);
        }
    }

    private void advance(int frames) {
        sequence++;
        timestamp += 160 * frames;
        now += frames * FRAME;
    }

    private void packet(boolean marker, short level) {
        packet(8, marker, level);
    }

    private void packet(int payloadType, boolean marker, short level) {
        ByteBuffer packet = ByteBuffer.allocate(172);
        packet.put((byte) 0x80).put((byte) (payloadType | (marker ? 0x80 : 0)));
        packet.putShort((short) sequence).putInt(timestamp).putInt(7);
        byte[] codes = new byte[160];
        Arrays.fill(codes, G711.ALAW.encode(level));
        watch.datagram(packet.put(codes).flip(), now);
    }

    @Test
    void evenStreamHasNoFlawWhereItsNumbersRunOver() {
        soft(50);
        assertThat(watch.count()).isEqualTo(new LineWatch.Count(50, 0, 0, 0, 0, 0, 0, List.of()));
    }

    @Test
    void timestampThatJumpsIsSkippedFrames() {
        soft(3);
        timestamp += 2 * 160;
        now += 2 * FRAME;
        soft(3);
        assertThat(watch.count().skipped()).isEqualTo(2);
        assertThat(watch.count().missing()).isZero();
        assertThat(watch.count().lateGaps()).isZero();
    }

    @Test
    void pauseThatIsMarkedIsNoSkippedFrame() {
        soft(3);
        timestamp += 50 * 160;
        now += 50 * FRAME;
        packet(true, SOFT);
        assertThat(watch.count().skipped()).isZero();
        assertThat(watch.count().lateGaps()).isZero();
    }

    @Test
    void packetsThatNeverCameAreMissingAndNotSkippedToo() {
        soft(3);
        for (int i = 0; i < 4; i++) {
            advance(1);
        }
        soft(3);
        assertThat(watch.count().missing()).isEqualTo(4);
        assertThat(watch.count().skipped()).isZero();
        assertThat(watch.count().packets()).isEqualTo(6);
    }

    @Test
    void pauseWhoseTimestampGoesOnAsIfNothingHadBeenIsLate() {
        soft(3);
        now += 5 * FRAME;
        soft(3);
        assertThat(watch.count().lateGaps()).isEqualTo(1);
        assertThat(watch.count().lateFrames()).isEqualTo(5);
        assertThat(watch.count().skipped()).isZero();
    }

    @Test
    void delayThatABufferMakesUpForIsNotLate() {
        soft(3);
        now += 3 * FRAME;
        soft(3);
        assertThat(watch.count().lateGaps()).isZero();
    }

    @Test
    void copyAndWhatIsNoVoiceAreNotCounted() {
        soft(3);
        sequence--;
        packet(false, SOFT);
        sequence++;
        packet(101, true, SOFT);
        packet(72, true, SOFT);
        watch.datagram(ByteBuffer.allocate(3), now);
        soft(1);
        assertThat(watch.count().packets()).isEqualTo(4);
        assertThat(watch.count().missing()).isZero();
    }

    @Test
    void keyWaitsUntilTheFirstPacketOfTheNextPrompt() {
        soft(3);
        watch.pressed(now);
        soft(2);
        now += 5_000_000;
        packet(false, LOUD);
        advance(1);
        packet(false, LOUD);
        advance(1);
        soft(10);
        assertThat(watch.count().waits()).containsExactly(45.0);
        assertThat(watch.count().keys()).isEqualTo(1);
        assertThat(watch.count().unanswered()).isZero();
    }

    @Test
    void promptMayBeginWithinAPacket() {
        soft(3);
        watch.pressed(now);
        ByteBuffer packet = ByteBuffer.allocate(172);
        packet.put((byte) 0x80)
                .put((byte) 8)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(7);
        byte[] codes = new byte[160];
        Arrays.fill(codes, 0, 130, G711.ALAW.encode(SOFT));
        Arrays.fill(codes, 130, 160, G711.ALAW.encode((short) -LOUD));
        watch.datagram(packet.put(codes).flip(), now + 1_000_000);
        assertThat(watch.count().waits()).containsExactly(1.0);
    }

    @Test
    void keyThatTheNextOneOvertakesIsUnansweredAndOneThatStillWaitsIsLeftOut() {
        soft(3);
        watch.pressed(now);
        soft(3);
        watch.pressed(now);
        soft(3);
        assertThat(watch.count().unanswered()).isEqualTo(1);
        assertThat(watch.count().keys()).isEqualTo(1);
    }

    @Test
    void countBeginsAnew() {
        soft(3);
        watch.pressed(now);
        watch.begin();
        packet(false, LOUD);
        advance(1);
        timestamp += 160;
        soft(1);
        assertThat(watch.count()).isEqualTo(new LineWatch.Count(2, 1, 0, 0, 0, 0, 0, List.of()));
    }
}
