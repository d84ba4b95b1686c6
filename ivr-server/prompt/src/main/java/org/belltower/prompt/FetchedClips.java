package org.belltower.prompt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.audio.Pcm;
import org.belltower.audio.Resampler;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audio that came over the network, as clips in a folder that never grows beyond its size. <em>Thread-safe.</em> The same bytes are
 * one clip for all calls. A call holds each clip that it was given until it ends; where there is no room for another, those that no
 * call holds go, the longest unused first, and where all are held the new one is refused. Nothing outlives the process: the next
 * one empties the folder.
 */
public final class FetchedClips {
    /** The longest clip: 10 MB, which is eleven minutes. */
    public static final int MOST_CLIP_BYTES = 10 * 1024 * 1024;

    /** The smallest folder: a call may hold a quarter of it, and the longest clip has to fit there. */
    public static final long FEWEST_BYTES = 4L * MOST_CLIP_BYTES;

    /** One call holds no more than this part of the folder, so that it takes nothing from the others. */
    private static final int CALLS_SHARE = 4;

    /** 16 kHz of 16 bits take twice the room of the clip; what else stands in the file is small. */
    private static final int MOST_FILE_BYTES = 2 * MOST_CLIP_BYTES + 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(FetchedClips.class);
    private static final String CLIP = ".wav";

    private final Path folder;
    private final long maxBytes;

    private final ReentrantLock lock = new ReentrantLock();
    /** Under {@code lock}. By what they hold, the longest unused first. */
    private final LinkedHashMap<String, Clip> clips = new LinkedHashMap<>(16, 0.75f, true);
    /** Under {@code lock}. Of the clips, and of those that are being written. */
    private long bytes;

    /**
     * A clip that is there.
     *
     * @param file of its own: never written twice, so that what is deleted late is nobody else's
     * @param shared whether it stays when its calls have ended
     * @param holders calls that may play it; under {@code lock}
     */
    private record Clip(Path file, long bytes, boolean shared, Set<OfCall> holders) {}

    private FetchedClips(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /**
     * An empty folder; what an earlier process left there is deleted.
     *
     * @param maxBytes at least {@link #FEWEST_BYTES}
     * @throws UncheckedIOException where the folder cannot be made or emptied
     */
    public static FetchedClips open(Path folder, long maxBytes) {
        if (maxBytes < FEWEST_BYTES) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " must be at least " + FEWEST_BYTES);
        }
        Path whole = folder.toAbsolutePath();
        try {
            Files.createDirectories(whole);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(whole, "*" + CLIP)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot empty " + whole + ": " + unusable, unusable);
        }
        return new FetchedClips(whole, maxBytes);
    }

    public Path folder() {
        return folder;
    }

    /** The view of one call, which closes it after its last prompt has ended. */
    public OfCall forCall() {
        return new OfCall();
    }

    /** What became of a piece of audio. <em>Immutable.</em> */
    public sealed interface Outcome {
        /**
         * It can be played until the call ends.
         *
         * @param wav 8 kHz, 16 bits, one channel
         */
        record Ready(Path wav) implements Outcome {}

        /**
         * It cannot.
         *
         * @param reason what is wrong and what to do
         */
        record Refused(String reason) implements Outcome {}
    }

    /** The audio of one call. <em>Thread-safe.</em> */
    public final class OfCall implements AutoCloseable {
        /** Under {@code lock}. */
        private final Set<String> held = new HashSet<>();
        /** Under {@code lock}. */
        private long heldBytes;
        /** Under {@code lock}. */
        private boolean closed;

        private OfCall() {}

        /**
         * Makes it ready to play. Takes as long as converting and writing it.
         *
         * @param wav a mono WAV file of 8 or 16 kHz
         * @param shared whether other calls may have the same clip; otherwise it is deleted with the call
         */
        public Outcome place(byte[] wav, boolean shared) {
            if (wav.length > MOST_FILE_BYTES) {
                return tooLong();
            }
            String name = shared ? hash(wav) : UUID.randomUUID().toString();
            Optional<Path> there = hold(name);
            if (there.isPresent() && Files.isRegularFile(there.get())) {
                return new Outcome.Ready(there.get());
            }
            return switch (Recording.untouched(new ByteArrayInputStream(wav))) {
                case Recording.Unplayable(String reason) -> new Outcome.Refused(reason);
                case Recording.Playable(Pcm audio) -> {
                    Pcm clip = Resampler.resample(audio, SampleRate.HZ_8000);
                    if (clip.length() == 0) {
                        yield new Outcome.Refused("holds no sound");
                    }
                    yield Wav.HEADER_BYTES + 2L * clip.length() > MOST_CLIP_BYTES
                            ? tooLong()
                            : keep(clip, shared, name, there);
                }
            };
        }

        private Outcome tooLong() {
            return new Outcome.Refused("is longer than "
                    + Duration.ofSeconds(MOST_CLIP_BYTES / 2 / SampleRate.HZ_8000.hertz())
                            .toMinutes()
                    + " minutes; cut it");
        }

        /** The clip where it is there; this call then holds it. */
        private Optional<Path> hold(String name) {
            lock.lock();
            try {
                Clip clip = clips.get(name);
                return clip != null && !closed && (held.contains(name) || take(name, clip))
                        ? Optional.of(clip.file())
                        : Optional.empty();
            } finally {
                lock.unlock();
            }
        }

        /** Under {@code lock}. */
        private boolean take(String name, Clip clip) {
            if (!fits(clip.bytes())) {
                return false;
            }
            clip.holders().add(this);
            held.add(name);
            heldBytes += clip.bytes();
            return true;
        }

        /** Under {@code lock}. */
        private boolean fits(long more) {
            return heldBytes + more <= maxBytes / CALLS_SHARE;
        }

        private Outcome keep(Pcm audio, boolean shared, String name, Optional<Path> lost) {
            byte[] content = bytes(audio);
            var outdated = new ArrayList<Path>();
            Optional<Outcome> refused = reserve(content.length, outdated);
            delete(outdated);
            if (refused.isPresent()) {
                return refused.get();
            }
            Optional<Path> written = Optional.empty();
            Optional<Path> kept = Optional.empty();
            try {
                Path file = Files.createTempFile(folder, "fetched", CLIP);
                written = Optional.of(file);
                Files.write(file, content);
                kept = commit(new Clip(file, content.length, shared, new HashSet<>()), name, lost);
                return kept.<Outcome>map(Outcome.Ready::new)
                        .orElseGet(() -> new Outcome.Refused("came when the call had ended"));
            } catch (IOException full) {
                LOG.error("cannot keep fetched audio: {}; free some space under {}", full.toString(), folder);
                return new Outcome.Refused("cannot be kept: " + full);
            } finally {
                if (kept.isEmpty()) {
                    giveBack(content.length);
                }
                if (!kept.equals(written)) {
                    delete(written.stream().toList());
                }
            }
        }

        private Optional<Outcome> reserve(int wanted, List<Path> outdated) {
            lock.lock();
            try {
                if (!fits(wanted)) {
                    return Optional.of(
                            new Outcome.Refused("is too much: this call has fetched " + heldBytes + " bytes of audio"));
                }
                if (!makeRoom(wanted, outdated)) {
                    return Optional.of(
                            new Outcome.Refused(
                                    "finds no room: calls in progress hold all that was fetched; raise fetch: audio-megabytes:"));
                }
                bytes += wanted;
                return Optional.empty();
            } finally {
                lock.unlock();
            }
        }

        private void giveBack(int reserved) {
            lock.lock();
            try {
                bytes -= reserved;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Takes the new clip in, or holds the same where another call was quicker; empty where this call has ended.
         *
         * @param lost the file of the same clip that somebody has deleted
         */
        private Optional<Path> commit(Clip fresh, String name, Optional<Path> lost) {
            lock.lock();
            try {
                if (closed) {
                    return Optional.empty();
                }
                Clip there = clips.get(name);
                if (there == null) {
                    clips.put(name, fresh);
                    there = fresh;
                } else {
                    bytes -= fresh.bytes();
                    if (lost.equals(Optional.of(there.file()))) {
                        there = new Clip(fresh.file(), there.bytes(), there.shared(), there.holders());
                        clips.put(name, there);
                    }
                }
                if (!held.contains(name)) {
                    there.holders().add(this);
                    held.add(name);
                    heldBytes += there.bytes();
                }
                return Optional.of(there.file());
            } finally {
                lock.unlock();
            }
        }

        /** Lets go of the clips; those of this call alone are deleted. A second close does nothing. */
        @Override
        public void close() {
            var outdated = new ArrayList<Path>();
            letGo(outdated);
            delete(outdated);
        }

        private void letGo(List<Path> outdated) {
            lock.lock();
            try {
                closed = true;
                for (String name : held) {
                    Clip clip = clips.get(name);
                    if (clip != null) {
                        clip.holders().remove(this);
                        if (!clip.shared()) {
                            remove(name, clip, outdated);
                        }
                    }
                }
                held.clear();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Under {@code lock}. Whether so much more has room now; what had to go for it is to be deleted. */
    private boolean makeRoom(int wanted, List<Path> outdated) {
        while (bytes + wanted > maxBytes) {
            Optional<Map.Entry<String, Clip>> unused = clips.entrySet().stream()
                    .filter(entry -> entry.getValue().holders().isEmpty())
                    .findFirst();
            if (unused.isEmpty()) {
                return false;
            }
            remove(unused.get().getKey(), unused.get().getValue(), outdated);
        }
        return true;
    }

    /** Under {@code lock}. */
    private void remove(String name, Clip clip, List<Path> outdated) {
        clips.remove(name);
        bytes -= clip.bytes();
        outdated.add(clip.file());
    }

    private static void delete(List<Path> outdated) {
        for (Path file : outdated) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failed) {
                LOG.warn("cannot remove the fetched clip {}: {}", file, failed.toString());
            }
        }
    }

    private static byte[] bytes(Pcm audio) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Wav.HEADER_BYTES + 2 * audio.length());
        try {
            Wav.write(out, audio);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
