package org.belltower.embeddedswitch.media;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.belltower.audio.G711;

/**
 * Puts received audio back in order and in time. *Confined to the clock.*
 *
 * <p>A ring of samples indexed by RTP timestamp: packets of any length, order or repetition land where they belong, and
 * 20 ms are taken at each tick. A gap is filled with the last 20 ms at half the level, falling. When the ring runs dry
 * it waits for the next packet and begins anew with the full delay. When it holds 200 ms more than the delay, because one of
 * the two sides stood still, it catches up without losing a word: what is quiet is left out, and of the rest 20 ms in every
 * 200. Only of what is more than a second behind the oldest is skipped.
 */
public final class JitterBuffer {
    /** No G.711 code decodes to this. */
    private static final short EMPTY = Short.MIN_VALUE;

    private static final int RING = 16_384;

    /** Samples: the longest packet, and the farthest jump ahead that is a gap of the same source. */
    private static final int LONGEST = 4096;

    private static final int SLACK = 1600;

    /** Samples beyond the delay, one second. */
    private static final int FURTHEST_BEHIND = 8000;

    /** Mean magnitude, some −50 dBFS. */
    private static final int QUIET = 75;

    /** Frames; one of so many is left out. */
    private static final int ONE_OF = 10;

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
    private boolean behind;
    private int takenBehind;
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
        if (length == 0 || length > LONGEST) {
            return;
        }
        if (!anchored || timestamp - end > LONGEST) {
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
        catchUp();
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

    private void catchUp() {
        if (end - playAt > delay + FURTHEST_BEHIND) {
            skip(end - playAt - delay);
        }
        if (end - playAt > delay + SLACK) {
            behind = true;
        }
        while (behind && (isQuiet() || ++takenBehind >= ONE_OF)) {
            takenBehind = 0;
            skip(MediaClock.FRAME);
            behind = end - playAt > delay;
        }
    }

    private boolean isQuiet() {
        int sum = 0;
        for (int i = 0; i < MediaClock.FRAME; i++) {
            short sample = ring[playAt + i & RING - 1];
            sum += sample == EMPTY ? 0 : Math.abs(sample);
        }
        return sum < QUIET * MediaClock.FRAME;
    }

    private void skip(int samples) {
        clear(playAt, playAt + samples);
        playAt += samples;
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
        behind = false;
        takenBehind = 0;
    }

    private void clear(int from, int to) {
        for (int i = from; i - to < 0; i++) {
            ring[i & RING - 1] = EMPTY;
        }
    }
}
