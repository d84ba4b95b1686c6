package org.belltower.speech;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.belltower.audio.Pcm;
import org.belltower.speech.SynthesisException.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Engines in order of preference: a text goes to the first that speaks its language, with the wished voice if one has it, and,
 * where that fails, once to the next, or once more to the only one there is. <em>Thread-safe.</em> Closes its engines.
 *
 * <p>An engine that hangs, is missing or fails {@value EngineHealth#FAILURES_TO_REST} times in a row rests for
 * {@link #REST}: meanwhile it is asked last, so that callers do not wait for its deadline again and again. Nor do they for the
 * first deadline: where an engine that has spoken before takes longer than {@link #LATE}, the next is asked beside it, and who
 * gives audio first is heard.
 */
public final class SynthesizerChain implements AutoCloseable {
    /** How long an engine that is out of order is spared. */
    public static final Duration REST = Duration.ofSeconds(30);

    /** How long an engine may take for a text of no length: on a busy machine MaryTTS has taken half a second for a sentence. */
    static final Duration LATE = Duration.ofSeconds(1);

    /** How much longer it may take for each character: five times what MaryTTS has taken on a busy machine. */
    private static final Duration LATE_A_CHARACTER = Duration.ofMillis(10);

    private static final Logger log = LoggerFactory.getLogger(SynthesizerChain.class);
    private static final int ATTEMPTS = 2;

    /** Attempts beside a late one, at a time: where every engine is late because the machine is, more work makes all of them later. */
    private static final int BESIDES = 2;

    /** How often one who waits for such an attempt looks whether there may be another. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private record Link(Synthesizer engine, EngineHealth health) {}

    private final List<Link> links;
    private final InstantSource clock;
    private final Duration late;
    private final Semaphore besides = new Semaphore(BESIDES);

    private SynthesizerChain(List<Link> links, InstantSource clock, Duration late) {
        this.links = links;
        this.clock = clock;
        this.late = late;
    }

    /** Takes the engines over: {@link #close()} closes them. */
    public static SynthesizerChain of(InstantSource clock, List<? extends Synthesizer> engines) {
        return of(clock, engines, LATE);
    }

    /** @param late when the next engine is asked too, for a text of no length */
    static SynthesizerChain of(InstantSource clock, List<? extends Synthesizer> engines, Duration late) {
        return new SynthesizerChain(
                engines.stream()
                        .map(engine -> new Link(engine, new EngineHealth()))
                        .toList(),
                clock,
                late);
    }

    /** Speaks the text with the first engine that can, for somebody who waits. */
    public Pcm synthesize(Utterance utterance) {
        return soon(utterance, engine -> Timing.synthesize(engine, utterance));
    }

    /** True where some engine has a voice for the language. */
    public boolean speaks(Locale language) {
        return links.stream().anyMatch(link -> link.engine.speaks(language));
    }

    /** The engine that would be asked first; empty where none speaks the language. */
    Optional<Synthesizer> first(Utterance utterance) {
        return ordered(utterance).stream().map(Link::engine).findFirst();
    }

    /** Warms every engine up, one after the other; one that fails is logged and left to its first text. */
    public void warmUp() {
        for (Link link : links) {
            try {
                link.engine.warmUp();
                link.health.succeeded();
            } catch (SynthesisException failed) {
                log.warn("speech engine not ready: {}", failed.getMessage());
            }
        }
    }

    /**
     * Runs the attempt with the first engine for the language and, where it fails for the engine's sake, the next. Waits as long as
     * they take.
     */
    <T> T attempt(Utterance utterance, Function<Synthesizer, T> attempt) {
        return inTurn(candidates(utterance), attempt);
    }

    /** The same for somebody who waits: the next engine is asked too where the first is late. */
    <T> T soon(Utterance utterance, Function<Synthesizer, T> attempt) {
        List<Link> candidates = candidates(utterance);
        if (candidates.size() < ATTEMPTS || !candidates.getFirst().health.hasSpoken()) {
            return inTurn(candidates, attempt);
        }
        Duration patience =
                late.plus(LATE_A_CHARACTER.multipliedBy(utterance.text().length()));
        return beside(candidates.getFirst(), candidates.get(1), patience, attempt);
    }

    private <T> T inTurn(List<Link> candidates, Function<Synthesizer, T> attempt) {
        for (int i = 0; ; i++) {
            try {
                return run(link(candidates, i), attempt);
            } catch (SynthesisException failed) {
                if (i + 1 >= ATTEMPTS || !worthAnotherTry(failed, i + 1, candidates.size())) {
                    throw failed;
                }
                tellOfNext(failed, link(candidates, i + 1));
            }
        }
    }

    /** What became of an attempt that ran beside its caller. */
    private sealed interface Ended<T> {
        record Spoken<T>(T result) implements Ended<T> {}

        record Failed<T>(Throwable failure) implements Ended<T> {}
    }

    /** Each attempt ends with its engine's deadline; one that was overtaken ends unheard, but its engine is judged by it. */
    private <T> T beside(Link first, Link second, Duration patience, Function<Synthesizer, T> attempt) {
        BlockingQueue<Ended<T>> ends = new ArrayBlockingQueue<>(ATTEMPTS);
        List<Thread> running = new ArrayList<>(List.of(start(first, attempt, ends, () -> {})));
        try {
            Ended<T> ended = ends.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            for (int over = 1; ; over++) {
                switch (ended) {
                    case null -> {
                        over--;
                        if (!besides.tryAcquire()) {
                            break;
                        }
                        log.warn(
                                "{} has given no audio within {} ms; asking {} too",
                                first.engine.id(),
                                patience.toMillis(),
                                second.engine.id());
                        running.add(start(second, attempt, ends, besides::release));
                    }
                    case Ended.Spoken<T> spoken -> {
                        return spoken.result();
                    }
                    case Ended.Failed<T> failed -> {
                        boolean another = running.size() < ATTEMPTS
                                && failed.failure() instanceof SynthesisException known
                                && known.worthAnotherEngine();
                        if (another) {
                            tellOfNext(failed.failure(), second);
                            running.add(start(second, attempt, ends, () -> {}));
                        } else if (over == running.size()) {
                            throw rethrown(failed.failure());
                        }
                    }
                }
                boolean alone = running.size() < ATTEMPTS;
                ended = alone ? ends.poll(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS) : ends.take();
            }
        } catch (InterruptedException interrupt) {
            running.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new SynthesisException(
                    Failure.CLOSED, first.engine.id(), "interrupted while waiting for " + first.engine.id(), interrupt);
        }
    }

    /** @param over runs when the attempt has ended */
    private <T> Thread start(Link link, Function<Synthesizer, T> attempt, BlockingQueue<Ended<T>> ends, Runnable over) {
        return Thread.ofVirtual().name("speak-beside").start(() -> {
            try {
                ends.add(new Ended.Spoken<>(run(link, attempt)));
            } catch (Throwable failure) {
                // Whatever it is, who waits must hear of it.
                log.debug("an attempt has ended", failure);
                ends.add(new Ended.Failed<>(failure));
            } finally {
                over.run();
            }
        });
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return new SynthesisException(Failure.ENGINE_FAILED, "chain", "making a clip failed: " + failure, failure);
    }

    private <T> T run(Link link, Function<Synthesizer, T> attempt) {
        try {
            T result = attempt.apply(link.engine);
            link.health.succeeded();
            return result;
        } catch (SynthesisException failed) {
            link.health.failed(failed.failure(), clock.instant().plus(REST));
            throw failed;
        }
    }

    private static void tellOfNext(Throwable failed, Link next) {
        log.warn("{}; trying {}", failed.getMessage(), next.engine.id());
    }

    /** An engine by itself is asked again: what crashed or hung has been replaced. */
    private static boolean worthAnotherTry(SynthesisException failed, int tries, int engines) {
        return tries < engines ? failed.worthAnotherEngine() : failed.worthTheSameEngine();
    }

    private static Link link(List<Link> candidates, int tries) {
        return candidates.get(Math.min(tries, candidates.size() - 1));
    }

    /** Those with the wished voice first, those that rest last. */
    private List<Link> ordered(Utterance utterance) {
        Instant now = clock.instant();
        return links.stream()
                .filter(link -> link.engine.speaks(utterance.language()))
                .sorted(Comparator.<Link, Boolean>comparing(link -> link.health.restsAt(now))
                        .thenComparing(link -> !link.engine.has(utterance.voice(), utterance.language())))
                .toList();
    }

    private List<Link> candidates(Utterance utterance) {
        List<Link> candidates = ordered(utterance);
        if (candidates.isEmpty()) {
            throw new SynthesisException(
                    Failure.NO_VOICE,
                    "none",
                    "no speech engine has a voice for " + utterance.language().toLanguageTag());
        }
        return candidates;
    }

    @Override
    public void close() {
        links.forEach(link -> link.engine.close());
    }
}
