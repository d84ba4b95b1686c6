package org.belltower.embeddedswitch.media;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.belltower.audio.G711;

/**
 * Puts received audio back in order and in time. *Confined to the clock.*
 *
 * <p>A ring of samples indexed by RTP timestamp: packets of any length, order or repetition land where they belong, and
 * 20 ms are taken at each tick. A gap is filled with the last 20 ms at half the level, falling. When the ring runs dry
 * it waits for the next packet and begins anew with the full delay; when it holds 200 ms more than the delay, the oldest
 * are skipped.
 */
public final class JitterBuffer {
    /** No G.711 code decodes to this. */
    private static final short EMPTY = Short.MIN_VALUE;

    private static final int RING = 8192;
    private static final int SLACK = 1600;
    private static final int LATE_BEFORE_RESTART = 10;

    private final short[] ring = new short[RING];
    private final short[] last = new short[MediaClock.FRAME];
    private final int delay;
    private boolean anchored;
    private boolean waiting;
    private int waited;
    private int playAt;
    private int end;
    private int lateInARow;
    private long late;

    /**
     * An empty one.
     *
     * @param delaySamples that a packet waits for those before it, at 8 kHz
     */
    public JitterBuffer(int delaySamples) {
        this.delay = delaySamples;
        Arrays.fill(ring, EMPTY);
    }

    /** Packets that came after their time. */
    long late() {
        return late;
    }

    /** Forgets everything: another source speaks now. */
    void reset() {
        anchored = false;
        Arrays.fill(ring, EMPTY);
        Arrays.fill(last, (short) 0);
    }

    /**
     * Takes in a packet.
     *
     * @param at where its sound begins in {@code in}
     * @param length of its sound, in samples
     */
    public void put(int timestamp, ByteBuffer in, int at, int length, G711 law) {
        if (length == 0 || length > RING / 2) {
            return;
        }
        if (!anchored || timestamp - end > RING / 2) {
            anchor(timestamp);
        }
        int skip = Math.max(0, playAt - timestamp);
        if (skip >= length) {
            late++;
            if (++lateInARow < LATE_BEFORE_RESTART) {
                return;
            }
            anchor(timestamp);
            skip = 0;
        }
        lateInARow = 0;
        if (timestamp + length - playAt > RING) {
            anchor(timestamp);
        }
        for (int i = skip; i < length; i++) {
            ring[timestamp + i & RING - 1] = law.decode(in.get(at + i));
        }
        if (timestamp + length - end > 0) {
            end = timestamp + length;
        }
    }

    /** The next 20 ms; false, and zeros, if there is nothing to hear. */
    public boolean take(short[] frame) {
        if (!anchored || stillWaiting()) {
            Arrays.fill(frame, (short) 0);
            return false;
        }
        if (end - playAt <= 0) {
            anchored = false;
            Arrays.fill(frame, (short) 0);
            return false;
        }
        if (end - playAt > delay + SLACK) {
            clear(playAt, end - delay);
            playAt = end - delay;
        }
        for (int i = 0; i < frame.length; i++) {
            int slot = playAt + i & RING - 1;
            short sample = ring[slot];
            frame[i] = sample == EMPTY ? (short) (last[i] / 2) : sample;
            ring[slot] = EMPTY;
        }
        playAt += frame.length;
        System.arraycopy(frame, 0, last, 0, frame.length);
        return true;
    }

    private boolean stillWaiting() {
        if (waiting) {
            // A source that says one packet and stops must not wait for ever.
            waiting = end - playAt < delay && waited < delay;
            waited += MediaClock.FRAME;
        }
        return waiting;
    }

    private void anchor(int timestamp) {
        Arrays.fill(ring, EMPTY);
        anchored = true;
        waiting = true;
        waited = 0;
        playAt = timestamp;
        end = timestamp;
        lateInARow = 0;
    }

    private void clear(int from, int to) {
        for (int i = from; i - to < 0; i++) {
            ring[i & RING - 1] = EMPTY;
        }
    }
}
