package org.belltower.prompt;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recordings as clips: 8 kHz, no silence at the edges, otherwise as they were recorded. <em>Thread-safe.</em> A
 * converted file is kept in the folder given and made again when the recording changes. There are as many as there are
 * recordings, so nothing is ever evicted.
 */
final class TakeClips {
    /**
     * A recording ready to play.
     *
     * @param wav the converted file
     */
    record TakeClip(Path wav, Duration length) {}

    private record Known(FileTime modified, long size, Optional<TakeClip> clip) {}

    private static final Logger LOG = LoggerFactory.getLogger(TakeClips.class);

    /** Changes whenever the same recording would make another clip. */
    private static final String VERSION = "1";

    private final Path folder;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    TakeClips(Path folder) {
        this.folder = folder;
    }

    /** Empty where the recording is gone or cannot be played; that is logged once for each version of the file. */
    Optional<TakeClip> clip(Path recording) {
        try {
            BasicFileAttributes now = Files.readAttributes(recording, BasicFileAttributes.class);
            Known found = known.compute(
                    recording,
                    (file, before) -> isCurrent(before, now)
                            ? before
                            : new Known(now.lastModifiedTime(), now.size(), convert(recording)));
            return found.clip();
        } catch (IOException gone) {
            if (known.remove(recording) != null) {
                LOG.warn("recording {} is gone, its prompt falls back to text: {}", recording, gone.toString());
            }
            return Optional.empty();
        }
    }

    /** What lies ready for the line, such as what the switch recorded, with no copy made; empty where it is gone or cannot be played. */
    static Optional<TakeClip> asItLies(Path recording) {
        return switch (Recording.untouched(recording)) {
            case Recording.Playable playable ->
                Optional.of(new TakeClip(recording, playable.audio().duration()));
            case Recording.Unplayable unplayable -> {
                LOG.warn("{}, which is to be played as it lies, {}", recording, unplayable.reason());
                yield Optional.empty();
            }
        };
    }

    private static boolean isCurrent(@Nullable Known before, BasicFileAttributes now) {
        return before != null
                && before.modified().equals(now.lastModifiedTime())
                && before.size() == now.size()
                && before.clip().map(clip -> Files.exists(clip.wav())).orElse(true);
    }

    private Optional<TakeClip> convert(Path recording) {
        return switch (Recording.read(recording)) {
            case Recording.Playable playable -> keep(playable.audio(), recording);
            case Recording.Unplayable unplayable -> {
                LOG.warn("recording {} {}; its prompt falls back to text", recording, unplayable.reason());
                yield Optional.empty();
            }
        };
    }

    private Optional<TakeClip> keep(Pcm audio, Path recording) {
        try {
            Path wav = folder.resolve(key(recording) + ".wav");
            write(audio, wav);
            return Optional.of(new TakeClip(wav, audio.duration()));
        } catch (IOException full) {
            LOG.warn("no room for the clip of {}, its prompt falls back to text: {}", recording, full.toString());
            return Optional.empty();
        }
    }

    private void write(Pcm audio, Path wav) throws IOException {
        if (Files.exists(wav)) {
            return;
        }
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, "take", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
                Wav.write(out, audio);
            }
            Files.move(partial, wav, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** By content, so that a recording restored from a backup finds its clip again. */
    private static String key(Path recording) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(VERSION.getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(recording));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
