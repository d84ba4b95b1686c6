package org.belltower.speech.vosk;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.Hearing;
import org.belltower.speech.recognition.HearingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hearing of Vosk's. <i>Thread-safe.</i> Samples wait in a queue of ten seconds; one thread at a time takes a turn with them.
 * Whoever closes frees the decoders itself, or leaves that to the thread whose turn it is, which does so next. The place of the caller
 * is free before anybody is told or the close returns, so that whoever is at capacity may be asked the next question at once; so many
 * more have decoders for a moment as there are threads.
 */
final class VoskHearing implements Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(VoskHearing.class);

    /** Ten seconds: recognition that lags by more is of no use to a caller. */
    static final int QUEUE = 80_000;

    /** Samples of a turn, 200 ms; then it is another's. */
    private static final int TURN = 1_600;

    // Whose turn it is.
    private static final int IDLE = 0;
    private static final int QUEUED = 1;
    private static final int RUNNING = 2;
    /** Something has come during the turn. */
    private static final int RUNNING_MORE = 3;

    private static final int FREED = 4;

    private final ListeningThreads threads;
    private final Runnable onOver;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Runnable onFreed;
    private final SampleQueue queue = new SampleQueue(QUEUE);
    private final AtomicInteger turn = new AtomicInteger(IDLE);

    /** What has begun to play since the last turn. */
    private final Queue<Played> played = new ConcurrentLinkedQueue<>();

    private record Played(Pcm sound, long from) {}

    /** Stands for prompts that go on. */
    private static final long NOT_YET = Long.MAX_VALUE;

    /** With which sample the prompts ended: what waits in the queue may still be their echo. */
    private final AtomicLong promptsEnd = new AtomicLong(NOT_YET);

    /** Held while the listener is told, and while it is closed: afterwards it hears nothing. */
    private final ReentrantLock telling = new ReentrantLock();

    // Confined to whoever has the turn.
    private final SpeechInput input;
    private final short[] taken = new short[TURN];

    private final HearingListener listener;
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile boolean overrun;

    /**
     * @param onOver runs once, when nobody is listened to any more
     * @param onFreed runs once, when the decoders are given back too
     */
    VoskHearing(
            ListeningThreads threads,
            HearingListener listener,
            Function<HearingListener, SpeechInput> input,
            Runnable onOver,
            Runnable onFreed) {
        this.threads = threads;
        this.listener = listener;
        this.onOver = onOver;
        this.onFreed = onFreed;
        this.input = input.apply(new Guarded());
    }

    /** Has the first turn run, which makes the decoder. */
    void start() {
        if (!input.takesLongToPrepare()) {
            wake();
        } else if (turn.compareAndSet(IDLE, QUEUED)) {
            threads.queueLong(this::takeTurn);
        }
    }

    @Override
    public void hear(short[] samples, int count) {
        if (closed || ended) {
            return;
        }
        if (!queue.put(samples, count)) {
            overrun = true;
        }
        wake();
    }

    @Override
    public void plays(Supplier<Optional<Pcm>> sound) {
        played(sound, Duration.ZERO);
    }

    @Override
    public void played(Supplier<Optional<Pcm>> sound, Duration ago) {
        if (!closed && !ended) {
            long from = queue.received() - SampleRate.HZ_8000.samplesIn(ago);
            sound.get().ifPresent(known -> played.add(new Played(known, from)));
        }
    }

    @Override
    public void promptsEnded() {
        promptsEnd.compareAndSet(NOT_YET, queue.received());
        wake();
    }

    /** The recogniser ends: the listener is told. */
    void fail(String message) {
        tell(new Heard.Failed(message));
        close();
    }

    @Override
    public void close() {
        telling.lock();
        try {
            closed = true;
        } finally {
            telling.unlock();
        }
        over();
        if (turn.compareAndSet(IDLE, RUNNING) || turn.compareAndSet(QUEUED, RUNNING)) {
            free();
        } else {
            // Whoever has the turn frees; where it has just ended, the next turn does.
            wake();
        }
    }

    private void wake() {
        while (true) {
            int now = turn.get();
            switch (now) {
                case IDLE -> {
                    if (turn.compareAndSet(IDLE, QUEUED)) {
                        threads.queue(this::takeTurn);
                        return;
                    }
                }
                case RUNNING -> {
                    if (turn.compareAndSet(RUNNING, RUNNING_MORE)) {
                        return;
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void takeTurn() {
        if (!turn.compareAndSet(QUEUED, RUNNING)) {
            return; // Closed in the meantime.
        }
        try {
            work();
        } catch (RuntimeException | Error broken) {
            LOG.error("recognition broke down; the call goes on with keys", broken);
            tell(new Heard.Failed("recognition broke down: " + broken.getClass().getSimpleName()));
        }
        if (closed || ended) {
            free();
        } else if (!queue.isEmpty()) {
            turn.set(QUEUED);
            threads.queue(this::takeTurn);
        } else if (!turn.compareAndSet(RUNNING, IDLE)) {
            turn.set(QUEUED);
            threads.queue(this::takeTurn);
        }
    }

    private void work() {
        if (closed) {
            return;
        }
        input.prepare();
        for (Played next = played.poll(); next != null; next = played.poll()) {
            input.played(next.sound, next.from);
        }
        if (overrun) {
            tell(new Heard.Failed(
                    "recognition lags by over " + QUEUE / 8_000 + " s; " + queue.dropped() + " samples were dropped"));
            return;
        }
        long untilEnd = promptsEnd.get() - queue.takenOut();
        if (untilEnd <= 0) {
            input.promptsEnded();
        }
        int count = queue.take(taken, untilEnd <= 0 ? TURN : (int) Math.min(TURN, untilEnd));
        input.feed(taken, count);
    }

    @Override
    public Duration lag() {
        return closed || ended ? Duration.ZERO : SampleRate.HZ_8000.durationOf(queue.size());
    }

    private void over() {
        if (over.compareAndSet(false, true)) {
            onOver.run();
        }
    }

    private void free() {
        turn.set(FREED);
        input.close();
        onFreed.run();
    }

    private void tell(Heard heard) {
        new Guarded().onHeard(heard);
    }

    /** Passes on what is heard until the end or the close. */
    private final class Guarded implements HearingListener {
        @Override
        public void onSpeech() {
            telling.lock();
            try {
                if (!closed && !ended) {
                    listener.onSpeech();
                }
            } finally {
                telling.unlock();
            }
        }

        @Override
        public void onHeard(Heard heard) {
            telling.lock();
            try {
                if (!closed && !ended) {
                    ended = true;
                    over();
                    listener.onHeard(heard);
                }
            } finally {
                telling.unlock();
            }
        }
    }
}
