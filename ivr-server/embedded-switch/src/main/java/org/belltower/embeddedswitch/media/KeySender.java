package org.belltower.embeddedswitch.media;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.G711;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a stream sends, one after the other. *Confined to the clock.*
 *
 * <p>Spec: RFC 4733 §2.5.1: one packet each 20 ms with the timestamp of the key's begin, the marker on the first, the
 * last one three times. In-band, the tone and the pause are sound.
 */
final class KeySender {
    static final int MAX_WAITING = 256;
    static final int GAP_MILLIS = 100;

    private static final int GAP_TICKS = GAP_MILLIS / 20;
    private static final int END_PACKETS = 3;
    private static final int VOLUME = 10;

    /** A key to send; with its sound, pause included, if it goes in-band. */
    record Key(DtmfTone tone, int samples, @Nullable Segment sound) {
        /** A key may be part of a secret, so it never shows. */
        @Override
        public String toString() {
            return "Key[•, " + samples + "]";
        }
    }

    private final Queue<Key> waiting = new ArrayDeque<>();
    private @Nullable Key current;
    private int elapsed;
    private int endsSent;
    private int gapTicks;
    private long soundAt;
    private int timestamp;

    boolean offer(Key key) {
        return waiting.size() < MAX_WAITING && waiting.offer(key);
    }

    void clear() {
        waiting.clear();
    }

    /** Moves on to the next key if one waits; whether this tick belongs to a key. */
    boolean isSending(int streamTimestamp) {
        if (gapTicks > 0) {
            gapTicks--;
            return false;
        }
        if (current == null) {
            current = waiting.poll();
            if (current == null) {
                return false;
            }
            elapsed = 0;
            endsSent = 0;
            soundAt = 0;
            timestamp = streamTimestamp;
        }
        return true;
    }

    /** Whether the key at hand is sound. */
    boolean isInband() {
        return current != null && current.sound != null;
    }

    void fillSound(byte[] frame, G711 law) {
        Key key = current;
        if (key == null || key.sound == null) {
            throw new IllegalStateException("No key goes in-band now");
        }
        int count = (int) Math.min(frame.length, key.sound.samples() - soundAt);
        key.sound.copy(soundAt, frame, 0, count, law);
        java.util.Arrays.fill(frame, count, frame.length, law.silence());
        soundAt += count;
        if (soundAt == key.sound.samples()) {
            current = null;
        }
    }

    /** Writes the four bytes of the event at {@code at}; true if this is the key's first packet. */
    boolean writeEvent(ByteBuffer out, int at) {
        Key key = current;
        if (key == null) {
            throw new IllegalStateException("No key is being sent");
        }
        boolean first = elapsed == 0;
        elapsed = Math.min(elapsed + MediaClock.FRAME, key.samples);
        boolean end = elapsed == key.samples && !first;
        out.put(at, (byte) key.tone.eventCode());
        out.put(at + 1, (byte) ((end ? 0x80 : 0) | VOLUME));
        out.putShort(at + 2, (short) elapsed);
        if (end && ++endsSent == END_PACKETS) {
            current = null;
            gapTicks = GAP_TICKS;
        }
        return first;
    }

    /** Lets the key at hand go unsent: the stream is held, or has lost telephone-event. */
    void skip() {
        current = null;
    }

    /** The RTP timestamp of the key's begin. */
    int timestamp() {
        return timestamp;
    }
}
