package org.belltower.speech;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.belltower.audio.Pcm;
import org.belltower.speech.SynthesisException.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks every text once: clips are kept on disk under a key of engine, language, prosody and text, and callers that want
 * the same text at the same time wait for one synthesis. <em>Thread-safe.</em> Closed by whoever opened it, before the
 * chain.
 *
 * <p>Each synthesis runs on a virtual thread of its own, so that a caller who hangs up takes nothing from those who wait
 * for the same text. A clip that the fallback engine spoke is kept under that engine's key: the preferred engine is asked
 * again next time.
 */
public final class SynthesisCache implements ClipSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SynthesisCache.class);
    private static final String PRIVATE = "private";

    /** A call plays its clip within minutes; by then a few hundred others have been spoken at most. */
    private static final int OVERFLOW_LIMIT = 500;

    /** No call hears more sensitive texts than this. */
    private static final int PRIVATE_LIMIT = 1_000;

    private final ClipStore store;
    private final SynthesizerChain chain;
    private final Path privateDirectory;
    private final TemporaryClips overflow;
    private final ConcurrentHashMap<ClipKey, CompletableFuture<SpokenClip>> inFlight = new ConcurrentHashMap<>();
    private final Precedence precedence = new Precedence();
    private final LongAdder hits = new LongAdder();
    private final LongAdder shared = new LongAdder();
    private final LongAdder syntheses = new LongAdder();
    private final LongAdder failures = new LongAdder();

    private SynthesisCache(ClipStore store, SynthesizerChain chain, Path privateDirectory) {
        this.store = store;
        this.chain = chain;
        this.privateDirectory = privateDirectory;
        this.overflow = new TemporaryClips(privateDirectory, OVERFLOW_LIMIT);
    }

    /**
     * Opens the cache over what an earlier process left in the directory; private clips of calls that a crash cut off are
     * deleted.
     *
     * @throws SynthesisException {@link Failure#NO_STORAGE} where the directory cannot be made or read
     */
    public static SynthesisCache open(SynthesisCacheSettings settings, SynthesizerChain chain, InstantSource clock) {
        Path directory = settings.directory().toAbsolutePath();
        try {
            ClipStore store =
                    ClipStore.open(new SynthesisCacheSettings(directory, settings.maxBytes(), settings.grace()), clock);
            Path privateDirectory = directory.resolve(PRIVATE);
            Files.createDirectories(privateDirectory);
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(privateDirectory, "*.wav")) {
                for (Path leftover : leftovers) {
                    Files.deleteIfExists(leftover);
                }
            }
            return new SynthesisCache(store, chain, privateDirectory);
        } catch (IOException unusable) {
            throw new SynthesisException(
                    Failure.NO_STORAGE,
                    "cache",
                    "the synthesis cache cannot use " + directory + " (" + unusable
                            + "); make it writable or configure another directory",
                    unusable);
        }
    }

    /** {@inheritDoc} A sensitive utterance is refused: only {@link #forCall()} may speak it. */
    @Override
    public SpokenClip clip(Utterance utterance) {
        try (Precedence.Live _ = precedence.live()) {
            return shared(utterance, chain::soon);
        }
    }

    /** How engines are asked: for somebody who waits, or for nobody. */
    private interface Attempts {
        SpokenClip attempt(Utterance utterance, Function<Synthesizer, SpokenClip> attempt);
    }

    private SpokenClip shared(Utterance utterance, Attempts attempts) {
        if (utterance.sensitive()) {
            throw new IllegalArgumentException("a sensitive text is never cached; use forCall()");
        }
        try {
            return attempts.attempt(utterance, engine -> clip(engine, utterance));
        } catch (SynthesisException failed) {
            failures.increment();
            throw failed;
        }
    }

    @Override
    public Outlook outlook(Utterance utterance) {
        return chain.first(utterance)
                .map(engine -> !utterance.sensitive()
                                && store.find(ClipKey.of(engine.id(), utterance))
                                        .isPresent()
                        ? Outlook.THERE
                        : Outlook.TO_BE_SPOKEN)
                .orElse(Outlook.NO_VOICE);
    }

    /** The clips of one call; the call closes them when it ends. */
    public CallClips forCall() {
        TemporaryClips ownClips = new TemporaryClips(privateDirectory, PRIVATE_LIMIT);
        return new CallClips() {
            @Override
            public SpokenClip clip(Utterance utterance) {
                if (!utterance.sensitive()) {
                    return SynthesisCache.this.clip(utterance);
                }
                try (Precedence.Live _ = precedence.live()) {
                    return ownClips.keep(utterance, chain.synthesize(utterance));
                }
            }

            @Override
            public Outlook outlook(Utterance utterance) {
                return SynthesisCache.this.outlook(utterance);
            }

            @Override
            public void close() {
                ownClips.close();
            }
        };
    }

    /** Speaks what calls will ask for, while none is asking. */
    public AdvanceClips inAdvance() {
        Precedence.Patience patience = precedence.new Patience();
        return new AdvanceClips() {
            @Override
            public SpokenClip clip(Utterance utterance) {
                try {
                    if (precedence.awaitQuiet(patience)) {
                        return shared(utterance, chain::attempt);
                    }
                } catch (InterruptedException interrupt) {
                    Thread.currentThread().interrupt();
                }
                throw new SynthesisException(Failure.CLOSED, "cache", "nothing more is spoken in advance");
            }

            @Override
            public void close() {
                patience.giveUp();
            }
        };
    }

    private SpokenClip clip(Synthesizer engine, Utterance utterance) {
        ClipKey key = ClipKey.of(engine.id(), utterance);
        Optional<SpokenClip> found = find(key, utterance);
        if (found.isPresent()) {
            hits.increment();
            return found.get();
        }
        CompletableFuture<SpokenClip> own = new CompletableFuture<>();
        CompletableFuture<SpokenClip> other = inFlight.putIfAbsent(key, own);
        if (other != null) {
            shared.increment();
            return await(other, engine);
        }
        Thread.ofVirtual().name("synthesis-" + key.hex().substring(0, 8)).start(() -> fly(key, engine, utterance, own));
        return await(own, engine);
    }

    /** Leaves the list of flights before it tells its result: who comes later looks at the disk, not at an old flight. */
    private void fly(ClipKey key, Synthesizer engine, Utterance utterance, CompletableFuture<SpokenClip> flight) {
        SpokenClip clip;
        try {
            // Between this caller's look and its flight another flight may have landed.
            clip = find(key, utterance).orElseGet(() -> speak(key, engine, utterance));
        } catch (Throwable failed) {
            // Whatever it is, those who wait must hear of it.
            inFlight.remove(key, flight);
            flight.completeExceptionally(failed);
            return;
        }
        inFlight.remove(key, flight);
        flight.complete(clip);
    }

    private SpokenClip speak(ClipKey key, Synthesizer engine, Utterance utterance) {
        syntheses.increment();
        Pcm audio = Timing.synthesize(engine, utterance);
        try {
            store.keep(key, engine.id(), utterance, audio);
            return clip(key, audio.duration(), utterance);
        } catch (IOException full) {
            log.error(
                    "the synthesis cache cannot keep a clip: {}; free some space under {}",
                    full.toString(),
                    store.path(key).getParent());
            return overflow.keep(utterance, audio);
        }
    }

    private Optional<SpokenClip> find(ClipKey key, Utterance utterance) {
        return store.find(key).map(length -> clip(key, length, utterance));
    }

    private SpokenClip clip(ClipKey key, Duration length, Utterance utterance) {
        return new SpokenClip(store.path(key), length, utterance.text(), utterance.language(), false);
    }

    /** Ends at the latest with the engine's deadline, which bounds every flight. */
    private static SpokenClip await(CompletableFuture<SpokenClip> flight, Synthesizer engine) {
        try {
            return flight.get();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new SynthesisException(
                    Failure.CLOSED, engine.id(), "interrupted while waiting for a clip", interrupt);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SynthesisException known) {
                throw known;
            }
            throw new SynthesisException(
                    Failure.ENGINE_FAILED, engine.id(), "making a clip failed: " + failed.getCause(), failed);
        }
    }

    public CacheStatistics statistics() {
        return new CacheStatistics(
                hits.sum(),
                shared.sum(),
                syntheses.sum(),
                failures.sum(),
                overflow.total(),
                store.size(),
                store.bytes());
    }

    /** Deletes the clips that did not fit the cache's disk. The cache's own clips stay for the next start. */
    @Override
    public void close() {
        overflow.close();
    }
}
