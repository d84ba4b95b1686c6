package org.belltower.server.caller;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.G711;
import org.belltower.audio.Wav;

/**
 * Everything that a telephone heard: one continuous stream of G.711 bytes, placed by RTP timestamp, gaps filled with
 * silence. <i>Thread-safe</i>: one lock, named at the fields. Bounded; what comes after the bound is counted, not kept.
 *
 * <p>A new source, or a jump of the timestamp by more than {@link #JUMP} samples, continues the stream after as much
 * silence as passed on the clock. A marked packet that was sent right behind the one before it continues the stream without a gap
 * where its timestamp steps ahead of the time that passed: a telephone sets its playout anew at the marker (RFC 3551 §4.1).
 */
public final class Heard {
    /** Samples a second of either codec. */
    public static final int RATE = 8000;

    private static final int JUMP = 10 * RATE;
    /** The longest step of a sender's own clock, in samples. */
    private static final int STEP = RATE / 10;

    private static final long REORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final G711 codec;
    private final int limit;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    // All below is guarded by lock.
    private byte[] stream = new byte[RATE];
    private int end;
    private final NavigableMap<Integer, Arrival> arrivals = new TreeMap<>();
    private final Map<Integer, Long> missing = new HashMap<>();
    private final List<Character> keys = new ArrayList<>();
    private boolean begun;
    private int source;
    private int lastSequence;
    private long baseTimestamp;
    private int basePosition;
    private long lastArrival;
    private long packets;
    private long lost;
    private long dropped;
    private long lastEvent = -1;

    /** When a packet came, and the first sample after it. */
    private record Arrival(long nanos, int after) {}

    Heard(G711 codec, Duration timeline) {
        this.codec = codec;
        this.limit = Math.toIntExact(timeline.toMillis() * (RATE / 1000));
    }

    /** Takes an audio packet that came at {@code nanos}. */
    void audio(RtpPacket packet, long nanos) {
        byte[] payload = packet.payload();
        lock.lock();
        try {
            long offset = place(packet, nanos);
            packets++;
            lastArrival = nanos;
            if (offset < 0 || offset + payload.length > limit) {
                dropped++;
                return;
            }
            int position = (int) offset;
            int after = position + payload.length;
            if (after > stream.length) {
                stream = Arrays.copyOf(stream, Math.max(after, Math.min(limit, 2 * stream.length)));
            }
            if (after > end) {
                Arrays.fill(stream, Math.min(end, position), after, codec.silence());
                end = after;
            }
            System.arraycopy(payload, 0, stream, position, payload.length);
            arrivals.put(position, new Arrival(nanos, after));
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long place(RtpPacket packet, long nanos) {
        long offset = (long) basePosition + (int) (packet.timestamp() - baseTimestamp);
        boolean fresh = !begun || packet.source() != source || Math.abs(offset - end) > JUMP;
        if (fresh) {
            int silence = begun ? (int) Math.min(JUMP, (nanos - lastArrival) * RATE / 1_000_000_000L) : 0;
            int length = packet.payload().length;
            basePosition = end + Math.max(0, silence - length);
            baseTimestamp = packet.timestamp();
            source = packet.source();
            lastSequence = packet.sequence();
            missing.clear();
            begun = true;
            return basePosition;
        }
        if (stepped(packet, offset, nanos)) {
            basePosition = end;
            baseTimestamp = packet.timestamp();
            offset = end;
        }
        sequence(packet.sequence(), nanos);
        return offset;
    }

    /** Half a packet of time may be missing through jitter. */
    private boolean stepped(RtpPacket packet, long offset, long nanos) {
        long gap = offset - end;
        long passed = (nanos - lastArrival) * RATE / 1_000_000_000L;
        int length = packet.payload().length;
        return packet.marker()
                && gap > 0
                && gap <= STEP
                && packet.sequence() == ((lastSequence + 1) & 0xFFFF)
                && passed < gap + length / 2;
    }

    private void sequence(int sequence, long nanos) {
        if (missing.remove(sequence) != null) {
            lost--;
            return;
        }
        int step = (short) (sequence - lastSequence);
        for (int i = 1; i < step && i < 100; i++) {
            missing.put((lastSequence + i) & 0xFFFF, nanos);
            lost++;
        }
        if (step > 0) {
            lastSequence = sequence;
        }
    }

    /** Takes a telephone event; its packets have one timestamp and count once. */
    void event(RtpPacket packet) {
        byte[] payload = packet.payload();
        lock.lock();
        try {
            sequence(packet.sequence(), System.nanoTime());
            if (payload.length >= 4 && packet.timestamp() != lastEvent) {
                lastEvent = packet.timestamp();
                DtmfTone.ofEvent(payload[0] & 0xFF).ifPresent(tone -> keys.add(tone.symbol()));
                more.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    public G711 codec() {
        return codec;
    }

    /** The samples so far. */
    public int length() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** The length so far as time. */
    public Duration duration() {
        return Duration.ofMillis(length() * 1000L / RATE);
    }

    /** A copy of the stream from one sample to another, or to its end where that comes first. */
    public byte[] bytes(int from, int to) {
        lock.lock();
        try {
            return Arrays.copyOfRange(stream, Math.min(from, end), Math.min(to, end));
        } finally {
            lock.unlock();
        }
    }

    /** The keys that the other side sent as telephone events. */
    public String keys() {
        lock.lock();
        try {
            var text = new StringBuilder();
            keys.forEach(text::append);
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the keys heard are as wished; false where they are not in time. */
    public boolean awaitKeys(Predicate<String> wished, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        lock.lock();
        try {
            while (!wished.test(keys())) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                more.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    public long packets() {
        lock.lock();
        try {
            return packets;
        } finally {
            lock.unlock();
        }
    }

    /** Packets that never came, by their sequence numbers. */
    public long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Packets that came after the bound of the timeline. */
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** {@link System#nanoTime} when the packet came that holds a sample; empty where silence was filled in. */
    public OptionalLong arrival(int sample) {
        lock.lock();
        try {
            return packetWith(sample);
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@link System#nanoTime} when the packet came that holds a sample, or else the first one after it: a sound that begins
     * in silence begins to be sent there. Empty where none has come.
     */
    OptionalLong arrivalFrom(int sample) {
        lock.lock();
        try {
            OptionalLong own = packetWith(sample);
            Map.Entry<Integer, Arrival> next = arrivals.ceilingEntry(sample);
            return own.isPresent() || next == null
                    ? own
                    : OptionalLong.of(next.getValue().nanos());
        } finally {
            lock.unlock();
        }
    }

    private OptionalLong packetWith(int sample) {
        Map.Entry<Integer, Arrival> packet = arrivals.floorEntry(sample);
        return packet == null || packet.getValue().after() <= sample
                ? OptionalLong.empty()
                : OptionalLong.of(packet.getValue().nanos());
    }

    /** Writes the stream as a WAV file of 16-bit samples. */
    public void writeWav(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            Wav.write(out, codec.decode(bytes(0, Integer.MAX_VALUE)));
        } catch (IOException e) {
            throw new CallerException("What was heard cannot be written to " + file, e);
        }
    }

    /**
     * Waits until the stream is longer than {@code length} and no packet is on its way late; false at the deadline.
     *
     * @param length in samples
     * @param deadlineNanos by {@link System#nanoTime}
     */
    public boolean awaitLonger(int length, long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            while (end <= length || outOfOrder()) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return end > length;
                }
                more.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean outOfOrder() {
        long now = System.nanoTime();
        missing.values().removeIf(since -> now - since > REORDER_NANOS);
        return !missing.isEmpty();
    }
}
