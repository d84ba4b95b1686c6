package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.belltower.audio.G711;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test is the story of some packets; packet n holds 160 samples of level n. The delay is two packets. */
class JitterBufferTest {
    private static final int DELAY = 320;
    private static final short SILENT = 0;

    private final JitterBuffer buffer = new JitterBuffer(DELAY);
    private final short[] frame = new short[160];
    private int base = 1000;

    @Test
    void packetsInOrderComeOutInOrderAfterTheDelay() {
        put(1);
        assertThat(take()).isEqualTo(SILENT);
        put(2);
        assertThat(take()).isEqualTo(level(1));
        put(3);
        assertThat(take()).isEqualTo(level(2));
    }

    @Test
    void packetsOutOfOrderComeOutInOrder() {
        put(1, 3, 2, 4);
        assertThat(takes(4)).containsExactly(level(1), level(2), level(3), level(4));
    }

    @Test
    void theTimestampMayWrap() {
        base = -320;
        put(1, 2, 3, 4, 5);
        assertThat(takes(5)).containsExactly(level(1), level(2), level(3), level(4), level(5));
    }

    @Test
    void aLatePacketIsDroppedAndCounted() {
        put(1, 2, 3);
        takes(2);
        put(1);
        assertThat(buffer.late()).isEqualTo(1);
        assertThat(take()).isEqualTo(level(3));
    }

    @Test
    void aDuplicateIsHeardOnce() {
        put(1, 1, 2, 2, 3);
        assertThat(takes(4)).containsExactly(level(1), level(2), level(3), SILENT);
    }

    @Test
    void aLostPacketIsFilledWithTheOneBeforeAtHalfTheLevel() {
        put(1, 2, 4);
        assertThat(takes(4)).containsExactly(level(1), level(2), (short) (level(2) / 2), level(4));
    }

    @Test
    void aSourceThatJumpsAheadIsFollowedAfterTheDelay() {
        put(1, 2);
        takes(1);
        base += 1_000_000;
        put(3, 4);
        assertThat(takes(2)).containsExactly(level(3), level(4));
    }

    @Test
    void aSourceThatJumpsBackIsFollowedAfterTenPackets() {
        put(1, 2);
        takes(1);
        base -= 100_000;
        for (int i = 1; i <= 12; i++) {
            put(i);
        }
        assertThat(takes(3)).containsExactly(level(10), level(11), level(12));
        assertThat(buffer.late()).isEqualTo(10);
    }

    @Test
    void aPauseIsHeardAsOneAndTheDelayIsKeptAfterIt() {
        put(1, 2);
        assertThat(takes(5)).containsExactly(level(1), level(2), SILENT, SILENT, SILENT);
        put(8);
        assertThat(take()).isEqualTo(SILENT);
        put(9);
        assertThat(takes(2)).containsExactly(level(8), level(9));
    }

    @Test
    void oneLonelyPacketIsHeardAfterTheDelay() {
        put(1);
        assertThat(takes(4)).contains(level(1));
    }

    @Test
    void whoeverStoodStillForALittleIsHeardWhole() {
        for (int i = 1; i <= 12; i++) {
            put(i);
        }
        assertThat(takes(12)).containsExactly(levels(1, 12));
    }

    @Test
    void ofTooMuchInStockOneFrameInTenIsLeftOut() {
        for (int i = 1; i <= 30; i++) {
            put(i);
        }
        assertThat(takes(9)).containsExactly(levels(1, 9));
        assertThat(takes(9)).containsExactly(levels(11, 19));
        assertThat(takes(9)).containsExactly(levels(21, 29));
    }

    @Test
    void ofTooMuchInStockSilenceIsLeftOutFirst() {
        put(1, 2, 3);
        for (int i = 4; i <= 20; i++) {
            putSilent(i);
        }
        put(21, 22, 23);
        assertThat(takes(7)).containsExactly(level(1), level(2), level(3), level(21), level(22), level(23), SILENT);
    }

    /** 17 silent packets, and no more than 200 ms beyond the delay of two: nobody is in a hurry. */
    @Test
    void aPauseIsNotShortenedWhereNothingIsLate() {
        put(1);
        for (int i = 2; i <= 10; i++) {
            putSilent(i);
        }
        put(11);
        short[] heard = takes(11);
        assertThat(heard[0]).isEqualTo(level(1));
        assertThat(heard[10]).isEqualTo(level(11));
    }

    @Test
    void whatIsOverASecondBehindIsSkippedDownToTheDelay() {
        for (int i = 1; i <= 60; i++) {
            put(i % 30 + 1);
            base += i % 30 == 29 ? 30 * 160 : 0;
        }
        assertThat(takes(2)).containsExactly(level(30), level(1));
    }

    @Test
    void aNewSourceForgetsTheOldOne() {
        put(1, 2, 3);
        takes(1);
        buffer.reset();
        assertThat(take()).isEqualTo(SILENT);
        base = 77;
        put(5, 6);
        assertThat(takes(2)).containsExactly(level(5), level(6));
    }

    @ParameterizedTest(name = "packets of {0} samples")
    @ValueSource(ints = {80, 240, 320, 480, 1, 77})
    void packetsMayHaveAnyLength(int length) {
        byte[] codes = new byte[length];
        Arrays.fill(codes, G711.ALAW.encode((short) 5000));
        short expected = G711.ALAW.decode(codes[0]);
        for (int at = 0; at < 960; at += length) {
            buffer.put(at, ByteBuffer.wrap(codes), 0, length, G711.ALAW);
        }
        for (int i = 0; i < 6; i++) {
            assertThat(buffer.take(frame)).isTrue();
            assertThat(frame).containsOnly(expected);
        }
    }

    @Test
    void anEmptyOrGiantPacketDoesNoHarm() {
        buffer.put(5, ByteBuffer.wrap(new byte[0]), 0, 0, G711.ALAW);
        buffer.put(5, ByteBuffer.wrap(new byte[5000]), 0, 5000, G711.ALAW);
        put(1, 2);
        assertThat(takes(4)).contains(level(1), level(2));
    }

    private static short level(int packet) {
        return G711.ALAW.decode(G711.ALAW.encode((short) (packet * 1000)));
    }

    private static short[] levels(int first, int last) {
        short[] levels = new short[last - first + 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = level(first + i);
        }
        return levels;
    }

    private void put(int... packets) {
        for (int packet : packets) {
            put(packet, (short) (packet * 1000));
        }
    }

    private void putSilent(int packet) {
        put(packet, SILENT);
    }

    private void put(int packet, short level) {
        byte[] codes = new byte[160];
        Arrays.fill(codes, G711.ALAW.encode(level));
        buffer.put(base + packet * 160, ByteBuffer.wrap(codes), 0, 160, G711.ALAW);
    }

    /** The level of the next frame, which must be the same all over. */
    private short take() {
        buffer.take(frame);
        for (short sample : frame) {
            assertThat(sample).isEqualTo(frame[0]);
        }
        return frame[0];
    }

    private short[] takes(int count) {
        short[] levels = new short[count];
        for (int i = 0; i < count; i++) {
            levels[i] = take();
        }
        return levels;
    }
}
