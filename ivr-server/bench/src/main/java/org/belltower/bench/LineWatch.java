package org.belltower.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.belltower.audio.G711;

/**
 * What a telephone sees of the RTP that comes to it, and how long its keys wait for the prompt that answers them.
 *
 * <p>Every prompt of {@link LoadMenu} begins with 20 ms that are loud and goes on softly, so that the first packet of a prompt is
 * known by itself. <i>Thread-safe</i> by its own lock. Spec: RFC 3550 §5.1, RFC 3551 §4.1 (marker).
 */
final class LineWatch {
    /** What comes later after the packet before than its timestamp says is more than a telephone's buffer makes up for. */
    static final long LATE_NANOS = 60_000_000;

    private static final int FRAME = 160;
    private static final long FRAME_NANOS = 20_000_000;
    private static final int HEADER_BYTES = 12;
    /** So many of a packet's 160 samples: a prompt may begin within it. */
    private static final int LOUD_SAMPLES = 20;

    private static final int LOUD = 12_000;
    /** A source that jumps further has begun anew. */
    private static final int FURTHEST = 3000;

    private boolean heard;
    private int sequence;
    private int timestamp;
    private long arrival;
    private boolean loud;
    private OptionalLong pressed = OptionalLong.empty();

    private long packets;
    private long skipped;
    private long missing;
    private long lateGaps;
    private long lateFrames;
    private long keys;
    private long unanswered;
    private List<Double> waits = new ArrayList<>();

    /**
     * What came since the count began.
     *
     * @param packets of voice
     * @param skipped frames that timestamps left out although the sequence goes on and no pause was marked
     * @param missing packets that the sequence numbers left out
     * @param lateGaps packets that came more than {@link #LATE_NANOS} later after the one before than their timestamp
     * @param lateFrames frames of 20 ms by which they were late
     * @param keys that were pressed
     * @param unanswered of them: no prompt began before the next key
     * @param waits in ms, from the last packet of a key to the first of the prompt that answers it
     */
    record Count(
            long packets,
            long skipped,
            long missing,
            long lateGaps,
            long lateFrames,
            long keys,
            long unanswered,
            List<Double> waits) {
        Count {
            waits = List.copyOf(waits);
        }
    }

    /** Counts from now on; a key that is not answered yet is not counted. */
    synchronized void begin() {
        packets = skipped = missing = lateGaps = lateFrames = keys = unanswered = 0;
        waits = new ArrayList<>();
        pressed = OptionalLong.empty();
    }

    /** The count until now. A key that was pressed just now and is not answered yet is left out. */
    synchronized Count count() {
        return new Count(
                packets,
                skipped,
                missing,
                lateGaps,
                lateFrames,
                keys - (pressed.isPresent() ? 1 : 0),
                unanswered,
                waits);
    }

    /** {@link System#nanoTime} of the last packet; empty where nothing has been heard. */
    synchronized OptionalLong lastNanos() {
        return heard ? OptionalLong.of(arrival) : OptionalLong.empty();
    }

    /** The last packet of a key has left. */
    synchronized void pressed(long nanos) {
        if (pressed.isPresent()) {
            unanswered++;
        }
        keys++;
        pressed = OptionalLong.of(nanos);
    }

    /** A datagram from its position to its limit. What is no A-law of 20 ms is ignored. */
    synchronized void datagram(ByteBuffer packet, long nanos) {
        int at = packet.position();
        if (packet.remaining() != HEADER_BYTES + FRAME
                || (packet.get(at) & 0xC0) != 0x80
                || (packet.get(at + 1) & 0x7F) != 8) {
            return;
        }
        boolean marker = (packet.get(at + 1) & 0x80) != 0;
        int number = packet.getShort(at + 2) & 0xFFFF;
        int stamp = packet.getInt(at + 4);
        boolean loudNow = isLoud(packet, at + HEADER_BYTES);
        boolean begins = loudNow && !loud;
        if (heard) {
            int step = (short) (number - sequence);
            if (step <= 0 && step > -FURTHEST) {
                return;
            }
            if (step < FURTHEST) {
                follow(step, stamp - timestamp, marker || begins, nanos);
            }
        }
        heard = true;
        sequence = number;
        timestamp = stamp;
        arrival = nanos;
        loud = loudNow;
        packets++;
        if (begins && pressed.isPresent()) {
            waits.add((nanos - pressed.getAsLong()) / 1e6);
            pressed = OptionalLong.empty();
        }
    }

    private void follow(int step, int samples, boolean afterPause, long nanos) {
        missing += step - 1;
        if (afterPause) {
            return;
        }
        int frames = samples / FRAME;
        skipped += Math.max(0, frames - step);
        long late = nanos - arrival - frames * FRAME_NANOS;
        if (late > LATE_NANOS) {
            lateGaps++;
            lateFrames += late / FRAME_NANOS;
        }
    }

    private static boolean isLoud(ByteBuffer packet, int from) {
        int loudSamples = 0;
        for (int i = from; i < from + FRAME && loudSamples < LOUD_SAMPLES; i++) {
            if (Math.abs(G711.ALAW.decode(packet.get(i))) > LOUD) {
                loudSamples++;
            }
        }
        return loudSamples >= LOUD_SAMPLES;
    }
}
