package org.belltower.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.audio.Pcm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clips on disk, {@code KK/KEY.wav} with {@code KK/KEY.txt} beside it, bounded by bytes. <em>Thread-safe.</em>
 *
 * <p>When a clip was last used survives a restart as the file's modification time. A clip is verified against its note
 * once a process; later its presence and size are enough.
 */
final class ClipStore {
    private static final Logger log = LoggerFactory.getLogger(ClipStore.class);

    /** Half a minute of recency is worth less than a disk write for every prompt. */
    private static final Duration TOUCH_EVERY = Duration.ofSeconds(30);

    /** After a sweep the store is this full, so that not every new clip causes a sweep. */
    private static final double FULL_AFTER_SWEEP = 0.9;

    private record Entry(Path wav, long bytes, Instant lastUsed, Optional<Duration> length) {}

    private final SynthesisCacheSettings settings;
    private final Path incoming;
    private final InstantSource clock;
    private final ConcurrentHashMap<ClipKey, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /** Held by the one thread that removes clips; the others go on. */
    private final ReentrantLock sweeping = new ReentrantLock();

    private ClipStore(SynthesisCacheSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.incoming = settings.directory().resolve("incoming");
    }

    /** Makes the directory where it is missing, takes in what is there, removes what an earlier process left half done. */
    static ClipStore open(SynthesisCacheSettings settings, InstantSource clock) throws IOException {
        ClipStore store = new ClipStore(settings, clock);
        Files.createDirectories(store.incoming);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(store.incoming, "*.part")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(settings.directory(), "[0-9a-f][0-9a-f]")) {
            for (Path folder : folders) {
                store.takeIn(folder);
            }
        }
        store.sweep();
        return store;
    }

    private void takeIn(Path folder) throws IOException {
        try (DirectoryStream<Path> wavs = Files.newDirectoryStream(folder, "*.wav")) {
            for (Path wav : wavs) {
                String name = wav.getFileName().toString().replaceFirst("\\.wav$", "");
                if (ClipKey.isKey(name)) {
                    Instant used = Files.getLastModifiedTime(wav).toInstant();
                    put(new ClipKey(name), new Entry(wav, Files.size(wav), used, Optional.empty()));
                }
            }
        }
    }

    /** The clip's length where the clip is there and whole; a damaged one is removed. */
    Optional<Duration> find(ClipKey key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        Optional<Duration> length =
                entry.length.isPresent() && isPresent(entry) ? entry.length : ClipFile.verified(entry.wav);
        if (length.isEmpty()) {
            log.warn("cached clip {} is damaged and will be made again", entry.wav.getFileName());
            remove(key, entry);
            return length;
        }
        Instant now = clock.instant();
        if (entry.length.isEmpty() || entry.lastUsed.plus(TOUCH_EVERY).isBefore(now)) {
            entries.replace(key, entry, new Entry(entry.wav, entry.bytes, now, length));
            touch(entry.wav, now);
        }
        return length;
    }

    private static boolean isPresent(Entry entry) {
        try {
            return Files.size(entry.wav) == entry.bytes;
        } catch (IOException gone) {
            return false;
        }
    }

    private static void touch(Path wav, Instant now) {
        try {
            Files.setLastModifiedTime(wav, FileTime.from(now));
        } catch (IOException failed) {
            // Costs at worst that the clip is removed sooner than it deserves.
            log.debug("cannot touch {}: {}", wav, failed.toString());
        }
    }

    Path path(ClipKey key) {
        return settings.directory().resolve(key.hex().substring(0, 2)).resolve(key.hex() + ".wav");
    }

    /** Keeps the clip; the note is written last, so that a clip without one counts as damaged. */
    void keep(ClipKey key, String engine, Utterance utterance, Pcm audio) throws IOException {
        byte[] content = ClipFile.bytes(audio);
        byte[] note = new ClipNote(engine, utterance.language(), ClipNote.checksum(content), utterance.text())
                .format()
                .getBytes(StandardCharsets.UTF_8);
        Path wav = path(key);
        Files.createDirectories(wav.getParent());
        ClipFile.writeAtomically(wav, content, incoming);
        ClipFile.writeAtomically(ClipNote.path(wav), note, incoming);
        Instant now = clock.instant();
        touch(wav, now);
        put(key, new Entry(wav, content.length, now, Optional.of(audio.duration())));
        if (bytes.get() > settings.maxBytes()) {
            sweep();
        }
    }

    private void put(ClipKey key, Entry entry) {
        Entry before = entries.put(key, entry);
        bytes.addAndGet(entry.bytes - (before == null ? 0 : before.bytes));
    }

    /** Removes the longest unused clips until there is room again; those within the grace time stay whatever their size. */
    private void sweep() {
        if (bytes.get() <= settings.maxBytes() || !sweeping.tryLock()) {
            return;
        }
        try {
            long target = (long) (settings.maxBytes() * FULL_AFTER_SWEEP);
            Instant protectedSince = clock.instant().minus(settings.grace());
            List<java.util.Map.Entry<ClipKey, Entry>> oldestFirst = entries.entrySet().stream()
                    .filter(entry -> entry.getValue().lastUsed.isBefore(protectedSince))
                    .sorted(Comparator.comparing(entry -> entry.getValue().lastUsed))
                    .toList();
            for (var entry : oldestFirst) {
                if (bytes.get() <= target) {
                    break;
                }
                remove(entry.getKey(), entry.getValue());
            }
        } finally {
            sweeping.unlock();
        }
    }

    /** Does nothing where the clip has been used or made anew meanwhile. */
    private void remove(ClipKey key, Entry entry) {
        if (!entries.remove(key, entry)) {
            return;
        }
        bytes.addAndGet(-entry.bytes);
        try {
            Files.deleteIfExists(ClipNote.path(entry.wav));
            Files.deleteIfExists(entry.wav);
        } catch (IOException failed) {
            log.warn("cannot remove the cached clip {}: {}", entry.wav, failed.toString());
        }
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return bytes.get();
    }
}
