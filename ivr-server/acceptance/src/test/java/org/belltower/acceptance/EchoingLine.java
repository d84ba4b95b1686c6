package org.belltower.acceptance;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.server.caller.CallerCall;
import org.belltower.speech.corpus.LineSound;

/**
 * A caller's line that sends back what it hears, more softly and a third of a second later, and what the caller says with it. Thread-safe.
 * Ends with the call; its opener closes it.
 */
final class EchoingLine implements AutoCloseable {
    /** Samples of 20 ms. */
    private static final int CHUNK = 160;

    private static final Duration DELAY = Duration.ofMillis(300);
    private static final Duration STEP = Duration.ofMillis(20);

    /** What is heard later than that is no part of this step's echo. */
    private static final Duration LATEST = Duration.ofMillis(60);

    /** Samples, 200 ms: what is heard after a pause is sent back from its beginning on, not after the pause once more. */
    private static final int FURTHEST_BEHIND = 1_600;

    private static final double AUDIBLE_DBFS = -60;
    private static final Duration END = Duration.ofSeconds(30);

    private final CallerCall call;
    private final int decibels;
    private final BlockingQueue<Pcm> toSay = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean sounded;

    /** @param decibels from what is heard to what is sent back, negative */
    EchoingLine(CallerCall call, int decibels) {
        this.call = call;
        this.decibels = decibels;
        this.thread = Thread.ofVirtual().name("echo").start(this::sendBack);
    }

    /** Has the caller say something into the echo. */
    void says(Pcm words) {
        toSay.add(words);
    }

    /** Whether something audible was sent back. */
    boolean sounded() {
        return sounded;
    }

    /** Sends by its own clock: where the other side has stopped playing, nothing comes back of it, and the words go on. */
    private void sendBack() {
        int at = call.heard().length();
        call.queue(Pcm.silence(DELAY, SampleRate.HZ_8000));
        Pcm words = Pcm.silence(Duration.ZERO, SampleRate.HZ_8000);
        int said = 0;
        long due = System.nanoTime() + LATEST.toNanos();
        try {
            while (!closed) {
                boolean played = call.heard().awaitLonger(at + CHUNK - 1, due);
                due += STEP.toNanos();
                Pcm echo = Pcm.silence(STEP, SampleRate.HZ_8000);
                if (played) {
                    at = Math.max(at, call.heard().length() - FURTHEST_BEHIND);
                    Pcm heard = call.heard().codec().decode(call.heard().bytes(at, at + CHUNK));
                    echo = LineSound.amplified(decibels, heard);
                    sounded |= Level.dbfs(echo) > AUDIBLE_DBFS;
                    at += CHUNK;
                }
                if (said >= words.length() && !toSay.isEmpty()) {
                    words = toSay.remove();
                    said = 0;
                }
                int from = Math.min(said, words.length());
                call.queue(LineSound.mixed(echo, words.slice(from, Math.min(from + CHUNK, words.length()))));
                said += CHUNK;
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(END)) {
                throw new AssertionError("the echo did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before the echo had ended", e);
        }
    }
}
