package org.belltower.embeddedswitch.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.belltower.audio.AudioException;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.Resampler;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;

/**
 * WAV files, encoded once for all calls. *Thread-safe.* Nothing to close.
 *
 * <p>A file is known by path, time of change and size: a changed file is read anew. Calls that want the same file at
 * once wait for one reading. The least recently played clips go when the bound is passed; calls that are playing them
 * keep them. Files are read whole, not streamed: {@link MediaSettings#maxClipBytes} says how long one may be. A file
 * that ends before the length in its header is not played: its end would be missing from what is said.
 */
public final class ClipCache {
    private static final int RIFF_HEAD = 8;
    /** What a writer states that does not know the length yet. */
    private static final long UNKNOWN_LENGTH = 0xFFFF_FFFFL;

    private final long maxBytes;
    private final int maxClipBytes;

    /** Guarded by this; oldest use first. */
    private final Map<Key, Clip> clips = new LinkedHashMap<>(64, 0.75f, true);

    /** Guarded by this: readings in progress. */
    private final Map<Key, CompletableFuture<ClipLoading>> loading = new HashMap<>();

    /** Guarded by this. */
    private long bytes;

    private record Key(Path file, FileTime changed, long size) {}

    ClipCache(long maxBytes, int maxClipBytes) {
        this.maxBytes = maxBytes;
        this.maxClipBytes = maxClipBytes;
    }

    /** The clip of a file, from memory if the file has not changed. Blocks while the file is read. */
    public ClipLoading load(Path file) {
        Key key;
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return new ClipLoading.Unplayable(file, "is no file");
            }
            key = new Key(file.toAbsolutePath().normalize(), attributes.lastModifiedTime(), attributes.size());
        } catch (IOException missing) {
            return new ClipLoading.Unplayable(file, "cannot be read: " + missing);
        }
        CompletableFuture<ClipLoading> mine = new CompletableFuture<>();
        CompletableFuture<ClipLoading> others;
        synchronized (this) {
            Clip known = clips.get(key);
            if (known != null) {
                return new ClipLoading.Loaded(known);
            }
            others = loading.putIfAbsent(key, mine);
        }
        if (others != null) {
            return others.join();
        }
        ClipLoading result = new ClipLoading.Unplayable(file, "reading was broken off");
        try {
            result = read(file, key.size());
        } finally {
            keep(key, result);
            mine.complete(result);
        }
        return result;
    }

    /** Bytes of payload in memory. */
    synchronized long bytes() {
        return bytes;
    }

    private synchronized void keep(Key key, ClipLoading result) {
        loading.remove(key);
        if (result instanceof ClipLoading.Loaded(Clip clip) && clip.bytes() <= maxBytes) {
            clips.put(key, clip);
            bytes += clip.bytes();
            var oldest = clips.entrySet().iterator();
            while (bytes > maxBytes) {
                bytes -= oldest.next().getValue().bytes();
                oldest.remove();
            }
        }
    }

    private ClipLoading read(Path file, long size) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(RIFF_HEAD);
            if (isCutOff(in.readNBytes(RIFF_HEAD), size)) {
                return new ClipLoading.Unplayable(file, "is cut off after " + size + " bytes");
            }
            in.reset();
            Pcm audio = Wav.read(in);
            long samples = (long) audio.length() * 8000 / audio.rate().hertz();
            if (samples == 0) {
                return new ClipLoading.Unplayable(file, "has no samples");
            }
            if (samples > maxClipBytes) {
                return new ClipLoading.Unplayable(file, "is longer than " + maxClipBytes / 8000 + " s");
            }
            Pcm narrow = Resampler.resample(audio, SampleRate.HZ_8000);
            return new ClipLoading.Loaded(new Clip(G711.ALAW.encode(narrow), G711.ULAW.encode(narrow)));
        } catch (IOException | AudioException | IllegalArgumentException unreadable) {
            return new ClipLoading.Unplayable(file, String.valueOf(unreadable.getMessage()));
        }
    }

    /** Whether a RIFF file has less than its header states; a padding byte more or less is of no matter. */
    private static boolean isCutOff(byte[] head, long size) {
        if (head.length < RIFF_HEAD || !new String(head, 0, 4, StandardCharsets.US_ASCII).equals("RIFF")) {
            return false;
        }
        long stated = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFF_FFFFL;
        return stated != UNKNOWN_LENGTH && stated + RIFF_HEAD > size + 1;
    }
}
