package org.belltower.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.audio.Pcm;
import org.belltower.speech.SynthesisException.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clips that are deleted when their owner closes: those of one call that are sensitive, or that the cache's full disk did
 * not take. <em>Thread-safe.</em>
 */
final class TemporaryClips implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TemporaryClips.class);

    private final Path preferred;
    private final int limit;
    private final ConcurrentLinkedQueue<Path> clips = new ConcurrentLinkedQueue<>();
    /** As many as {@link #clips}, which counts slowly. */
    private final AtomicInteger kept = new AtomicInteger();

    private final AtomicLong total = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Writes to the preferred directory, or where that fails to the system's temporary directory.
     *
     * @param limit clips kept at most; the oldest makes room for the next
     */
    TemporaryClips(Path preferred, int limit) {
        this.preferred = preferred;
        this.limit = limit;
    }

    SpokenClip keep(Utterance utterance, Pcm audio) {
        byte[] content = ClipFile.bytes(audio);
        Path wav = write(content);
        clips.add(wav);
        total.incrementAndGet();
        boolean tooMany = kept.incrementAndGet() > limit;
        if (closed.get()) {
            // Spoken while the call ended: nobody will play it.
            close();
            throw new SynthesisException(Failure.CLOSED, "cache", "the call has ended");
        }
        if (tooMany) {
            deleteOldest();
        }
        return new SpokenClip(wav, audio.duration(), utterance.text(), utterance.language(), utterance.sensitive());
    }

    private Path write(byte[] content) {
        try {
            return write(Optional.of(preferred), content);
        } catch (IOException full) {
            try {
                return write(Optional.empty(), content);
            } catch (IOException alsoFull) {
                alsoFull.addSuppressed(full);
                throw new SynthesisException(
                        Failure.NO_STORAGE,
                        "cache",
                        "a clip could be written neither to " + preferred + " (" + full.getMessage()
                                + ") nor to the temporary directory (" + alsoFull.getMessage() + "); free some space",
                        alsoFull);
            }
        }
    }

    private static Path write(Optional<Path> directory, byte[] content) throws IOException {
        Path wav;
        if (directory.isPresent()) {
            Files.createDirectories(directory.get());
            wav = Files.createTempFile(directory.get(), "call", ".wav");
        } else {
            wav = Files.createTempFile("belltower-call", ".wav");
        }
        try {
            Files.write(wav, content);
            return wav.toAbsolutePath();
        } catch (IOException failed) {
            Files.deleteIfExists(wav);
            throw failed;
        }
    }

    /** Clips that are there now. */
    int kept() {
        return kept.get();
    }

    /** Clips since this began, those included that are deleted. */
    long total() {
        return total.get();
    }

    @Override
    public void close() {
        closed.set(true);
        while (deleteOldest()) {
            // Until none is left.
        }
    }

    private boolean deleteOldest() {
        Path wav = clips.poll();
        if (wav == null) {
            return false;
        }
        kept.decrementAndGet();
        try {
            Files.deleteIfExists(wav);
        } catch (IOException failed) {
            log.error("cannot delete the private clip {}: {}; delete it by hand", wav, failed.toString());
        }
        return true;
    }
}
