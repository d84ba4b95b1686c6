package org.belltower.speech.vosk;

/**
 * Samples between the line and the recogniser, at most so many. <i>Thread-safe.</i> What does not fit is dropped, the newest
 * first, and counted.
 */
final class SampleQueue {
    // Guarded by this.
    private final short[] samples;
    private int first;
    private int size;
    private long received;
    private long dropped;

    SampleQueue(int capacity) {
        samples = new short[capacity];
    }

    /** Copies samples in; false where not all fit. */
    synchronized boolean put(short[] from, int count) {
        int fits = Math.min(count, samples.length - size);
        int at = (first + size) % samples.length;
        int toEnd = Math.min(fits, samples.length - at);
        System.arraycopy(from, 0, samples, at, toEnd);
        System.arraycopy(from, toEnd, samples, 0, fits - toEnd);
        size += fits;
        received += fits;
        dropped += count - fits;
        return fits == count;
    }

    /** Takes out as many as there are, no more than asked for. */
    synchronized int take(short[] into, int most) {
        int count = Math.min(size, most);
        int toEnd = Math.min(count, samples.length - first);
        System.arraycopy(samples, first, into, 0, toEnd);
        System.arraycopy(samples, 0, into, toEnd, count - toEnd);
        first = (first + count) % samples.length;
        size -= count;
        return count;
    }

    synchronized boolean isEmpty() {
        return size == 0;
    }

    synchronized int size() {
        return size;
    }

    /** Samples that have come in, without those that were dropped. */
    synchronized long received() {
        return received;
    }

    /** Samples that have been taken out. */
    synchronized long takenOut() {
        return received - size;
    }

    synchronized long dropped() {
        return dropped;
    }
}
