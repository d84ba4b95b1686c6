package org.belltower.embeddedswitch.media;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Frames of 20 ms from one clock to one reader. *Thread-safe* for one writer and one reader.
 *
 * <p>Full means that the reader is behind: the new frame is refused, and the writer counts it.
 */
final class FrameRing {
    private final short[] samples;
    private final int frames;
    private final int frameSamples;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    FrameRing(int frames, int frameSamples) {
        this.frames = frames;
        this.frameSamples = frameSamples;
        this.samples = new short[frames * frameSamples];
    }

    boolean offer(short[] frame) {
        long at = written.getPlain();
        if (at - read.getAcquire() == frames) {
            return false;
        }
        System.arraycopy(frame, 0, samples, (int) (at % frames) * frameSamples, frameSamples);
        written.setRelease(at + 1);
        return true;
    }

    boolean poll(short[] frame) {
        long at = read.getPlain();
        if (at == written.getAcquire()) {
            return false;
        }
        System.arraycopy(samples, (int) (at % frames) * frameSamples, frame, 0, frameSamples);
        read.setRelease(at + 1);
        return true;
    }

    int waiting() {
        return (int) (written.getAcquire() - read.getAcquire());
    }
}
