package org.belltower.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.audio.Pcm;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.Hearing;
import org.belltower.speech.recognition.HearingListener;
import org.belltower.speech.vosk.VoskRecognizer;

/**
 * Callers who speak one input after another, in real time: 20 ms of sound every 20 ms. Each is a virtual thread; recognition has its
 * own. What came of it is counted here. <i>Thread-safe.</i>
 */
final class LiveHearings {
    private static final Duration STEP = Duration.ofMillis(20);
    private static final int STEPS_A_SECOND = 50;

    /** Without a result for so long after its end an input has none. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final VoskRecognizer recognizer;
    private final List<RecognisedInput> inputs;
    private final AtomicInteger next = new AtomicInteger();

    // Guarded by this.
    private final List<Double> endToResult = new ArrayList<>();
    private final List<Double> lags = new ArrayList<>();
    private int withoutResult;
    private boolean failed;

    /** Inputs of which it is known when their result comes if nobody else speaks. */
    LiveHearings(VoskRecognizer recognizer, List<RecognisedInput> inputs) {
        this.recognizer = recognizer;
        this.inputs = List.copyOf(inputs);
    }

    /**
     * What callers waited for.
     *
     * @param endToResult milliseconds from the end of each speech to its result
     * @param lags milliseconds by which each is longer than in rehearsal
     * @param withoutResult inputs for which nothing came, or that failed because recognition lagged
     */
    record Waits(List<Double> endToResult, List<Double> lags, int withoutResult) {}

    /** So many callers speak at once, as long as this; what is being said then is said to its end. */
    Waits of(int callers, Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < callers; i++) {
            // Spread over a second, as callers are.
            Duration offset = Duration.ofSeconds(1).multipliedBy(i).dividedBy(callers);
            threads.add(Thread.ofVirtual().name("caller-" + i).start(() -> speak(offset, until)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (this) {
            if (failed) {
                throw new BenchException("a caller could not speak; see the log");
            }
            return new Waits(List.copyOf(endToResult), List.copyOf(lags), withoutResult);
        }
    }

    private void speak(Duration offset, long until) {
        try {
            Await.pass(offset);
            while (System.nanoTime() < until) {
                speak(inputs.get(next.getAndIncrement() % inputs.size()));
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (BenchException broken) {
            synchronized (this) {
                failed = true;
            }
        }
    }

    private void speak(RecognisedInput rehearsed) throws InterruptedException {
        SpokenInput input = rehearsed.input();
        Pcm sound = input.heard(LineCondition.CLEAN, LossyLine.FREESWITCH);
        var result = new Result();
        try (Hearing hearing = RehearsedInput.admitted(recognizer.listen(input.request(), result))) {
            hearing.promptsEnded();
            long begin = System.nanoTime();
            long end = begin + STEP.toNanos() * input.endOfSpeech() / RehearsedInput.STEP;
            long mostSteps = sound.length() / RehearsedInput.STEP + PATIENCE.toSeconds() * STEPS_A_SECOND;
            short[] step = new short[RehearsedInput.STEP];
            for (int i = 0; i < mostSteps && result.at.get() == 0; i++) {
                // A step has been spoken when it is brought.
                Await.pass(Duration.ofNanos(begin + STEP.toNanos() * (i + 1) - System.nanoTime()));
                for (int s = 0; s < step.length; s++) {
                    int at = i * step.length + s;
                    step[s] = at < sound.length() ? sound.sample(at) : 0;
                }
                hearing.hear(step, step.length);
            }
            count(result, end, rehearsed.afterSpeech().orElse(0));
        }
    }

    private synchronized void count(Result result, long end, double expected) {
        if (result.at.get() == 0 || result.broken) {
            withoutResult++;
        } else {
            double millis = (result.at.get() - end) / 1e6;
            endToResult.add(millis);
            lags.add(millis - expected);
        }
    }

    private static final class Result implements HearingListener {
        private final AtomicLong at = new AtomicLong();
        private volatile boolean broken;

        @Override
        public void onSpeech() {
            // The result is what is waited for.
        }

        @Override
        public void onHeard(Heard heard) {
            broken = heard instanceof Heard.Failed;
            at.set(System.nanoTime());
        }
    }
}
