package org.belltower.embeddedswitch.media;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.belltower.audio.Level;
import org.belltower.audio.SampleRate;
import org.jspecify.annotations.Nullable;

/**
 * A recording between the clock, which brings frames, and the disk, which takes them. *Thread-safe*; each method says
 * whose it is.
 *
 * <p>The ring holds {@link #RING_FRAMES} frames. While the disk is further behind than that, frames are dropped and
 * counted: the caller's sound never waits for a disk.
 */
final class RecordingFeed implements Recording {
    /** Four seconds. */
    static final int RING_FRAMES = 200;

    private final RecordingRequest request;
    private final Consumer<RecordingEnd> onEnd;
    private final FrameRing ring;
    private final AtomicReference<RecordingEnd.@Nullable Reason> ended = new AtomicReference<>();
    private final Tally dropped = new Tally();
    private volatile boolean paused;
    private volatile boolean masked;

    // Confined to the clock.
    private final short[] frame;
    private long samples;
    private long silentSamples;

    // Confined to the disk's thread.
    private final short[] taken;

    RecordingFeed(RecordingRequest request, Consumer<RecordingEnd> onEnd) {
        this.request = request;
        this.onEnd = onEnd;
        this.frame = new short[channels() * MediaClock.FRAME];
        this.taken = new short[frame.length];
        this.ring = new FrameRing(RING_FRAMES, frame.length);
    }

    RecordingRequest request() {
        return request;
    }

    int channels() {
        return request.sides() == RecordingRequest.Sides.STEREO ? 2 : 1;
    }

    @Override
    public void stop() {
        end(RecordingEnd.Reason.STOPPED);
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public void mask() {
        masked = true;
    }

    @Override
    public void unmask() {
        masked = false;
    }

    /** The first reason counts. */
    void end(RecordingEnd.Reason reason) {
        ended.compareAndSet(null, reason);
    }

    /** On the clock: 20 ms of both directions; false if no more are wanted. */
    boolean frame(short[] heard, short[] said) {
        if (ended.get() != null) {
            return false;
        }
        if (paused) {
            return true;
        }
        if (masked) {
            Arrays.fill(frame, (short) 0);
        } else {
            mix(heard, said);
        }
        if (ring.offer(frame)) {
            samples += MediaClock.FRAME;
        } else {
            dropped.add(1);
        }
        return !reachedEnd(heard);
    }

    /** On the disk's thread: room for one frame, the same each time. */
    short[] taken() {
        return taken;
    }

    /** On the disk's thread. */
    boolean poll(short[] into) {
        return ring.poll(into);
    }

    /** Why it ended; empty while it runs. On the disk's thread: what came before is in the ring by then. */
    Optional<RecordingEnd.Reason> ended() {
        return Optional.ofNullable(ended.get());
    }

    long dropped() {
        return dropped.get();
    }

    /** On the disk's thread, once, when the file is closed. */
    void report(RecordingEnd end) {
        onEnd.accept(end);
    }

    private void mix(short[] heard, short[] said) {
        switch (request.sides()) {
            case READ_ONLY -> System.arraycopy(heard, 0, frame, 0, heard.length);
            case WRITE_ONLY -> System.arraycopy(said, 0, frame, 0, said.length);
            case MIXED -> {
                for (int i = 0; i < heard.length; i++) {
                    int sum = heard[i] + said[i];
                    frame[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum));
                }
            }
            case STEREO -> {
                for (int i = 0; i < heard.length; i++) {
                    frame[2 * i] = heard[i];
                    frame[2 * i + 1] = said[i];
                }
            }
        }
    }

    private boolean reachedEnd(short[] heard) {
        if (request.maxLength().isPresent()
                && samples >= SampleRate.HZ_8000.samplesIn(request.maxLength().get())) {
            end(RecordingEnd.Reason.MAX_LENGTH);
            return true;
        }
        if (request.silence().isPresent()) {
            RecordingRequest.SilenceStop stop = request.silence().get();
            boolean silent = Level.meanMagnitude(heard, 0, heard.length) < stop.threshold();
            silentSamples = silent ? silentSamples + heard.length : 0;
            if (silentSamples >= SampleRate.HZ_8000.samplesIn(stop.length())) {
                end(RecordingEnd.Reason.SILENCE);
                return true;
            }
        }
        return false;
    }
}
