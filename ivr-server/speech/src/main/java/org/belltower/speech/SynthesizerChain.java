package org.belltower.speech;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * {@link #REST}: meanwhile it is asked last, so that callers do not wait for its deadline again and again.
 */
public final class SynthesizerChain implements AutoCloseable {
    /** How long an engine that is out of order is spared. */
    public static final Duration REST = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(SynthesizerChain.class);
    private static final int ATTEMPTS = 2;

    private record Link(Synthesizer engine, EngineHealth health) {}

    private final List<Link> links;
    private final InstantSource clock;

    private SynthesizerChain(List<Link> links, InstantSource clock) {
        this.links = links;
        this.clock = clock;
    }

    /** Takes the engines over: {@link #close()} closes them. */
    public static SynthesizerChain of(InstantSource clock, List<? extends Synthesizer> engines) {
        return new SynthesizerChain(
                engines.stream()
                        .map(engine -> new Link(engine, new EngineHealth()))
                        .toList(),
                clock);
    }

    /** Speaks the text with the first engine that can. */
    public Pcm synthesize(Utterance utterance) {
        return attempt(utterance, engine -> Timing.synthesize(engine, utterance));
    }

    /** True where some engine has a voice for the language. */
    public boolean speaks(Locale language) {
        return links.stream().anyMatch(link -> link.engine.speaks(language));
    }

    /** The engine that would be asked first; empty where none speaks the language. */
    Optional<Synthesizer> first(Utterance utterance) {
        return candidates(utterance).stream().map(Link::engine).findFirst();
    }

    /** Warms every engine up, one after the other; one that fails is logged and left to its first text. */
    public void warmUp() {
        for (Link link : links) {
            try {
                link.engine.warmUp();
            } catch (SynthesisException failed) {
                log.warn("speech engine not ready: {}", failed.getMessage());
            }
        }
    }

    /** Runs the attempt with the first engine for the language and, where it fails for the engine's sake, the next. */
    <T> T attempt(Utterance utterance, Function<Synthesizer, T> attempt) {
        Locale language = utterance.language();
        List<Link> candidates = candidates(utterance);
        if (candidates.isEmpty()) {
            throw new SynthesisException(
                    Failure.NO_VOICE, "none", "no speech engine has a voice for " + language.toLanguageTag());
        }
        for (int i = 0; ; i++) {
            Link link = link(candidates, i);
            try {
                T result = attempt.apply(link.engine);
                link.health.succeeded();
                return result;
            } catch (SynthesisException failed) {
                link.health.failed(failed.failure(), clock.instant().plus(REST));
                if (i + 1 >= ATTEMPTS || !worthAnotherTry(failed, i + 1, candidates.size())) {
                    throw failed;
                }
                log.warn(
                        "{}; trying {}",
                        failed.getMessage(),
                        link(candidates, i + 1).engine.id());
            }
        }
    }

    /** An engine by itself is asked again: what crashed or hung has been replaced. */
    private static boolean worthAnotherTry(SynthesisException failed, int tries, int engines) {
        return tries < engines ? failed.worthAnotherEngine() : failed.worthTheSameEngine();
    }

    private static Link link(List<Link> candidates, int tries) {
        return candidates.get(Math.min(tries, candidates.size() - 1));
    }

    /** Those with the wished voice first, those that rest last. */
    private List<Link> candidates(Utterance utterance) {
        Instant now = clock.instant();
        return links.stream()
                .filter(link -> link.engine.speaks(utterance.language()))
                .sorted(Comparator.<Link, Boolean>comparing(link -> link.health.restsAt(now))
                        .thenComparing(link -> !link.engine.has(utterance.voice(), utterance.language())))
                .toList();
    }

    @Override
    public void close() {
        links.forEach(link -> link.engine.close());
    }
}
