package org.belltower.store.journal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Entries that the database refused, one JSON line each in {@link #FILE}: kept until it takes them. A line that is no entry
 * stays, for a person to look at.
 *
 * <p><i>Confined to the drainer's thread</i>, except {@link #waiting}.
 */
final class RefusedEntries {
    static final String FILE = "refused.jsonl";

    private static final int BATCH = 500;

    private final Path file;
    private final AtomicLong waiting;

    private RefusedEntries(Path file, long waiting) {
        this.file = file;
        this.waiting = new AtomicLong(waiting);
    }

    /** Takes entries again. */
    @FunctionalInterface
    interface Store {
        /**
         * All of them, or all but those that are refused.
         *
         * @param refused gets those that are refused again
         * @return false if the database is away: the same entries come again
         */
        boolean take(List<JournalEntry> entries, List<JournalEntry> refused);
    }

    static RefusedEntries under(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        endLastLine(file);
        return new RefusedEntries(file, count(directory));
    }

    /** Lines in the file; 0 where there is none. */
    static long count(Path directory) throws IOException {
        try (BufferedReader lines = reader(directory.resolve(FILE))) {
            long count = 0;
            String line;
            while ((line = lines.readLine()) != null) {
                count += line.isBlank() ? 0 : 1;
            }
            return count;
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    /** A server that was killed may have left half a line: what comes next shall not be glued to it. */
    private static void endLastLine(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            if (channel.read(last, Math.max(0, channel.size() - 1)) == 1 && last.get(0) != '\n') {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}), channel.size());
                channel.force(true);
            }
        }
    }

    Path file() {
        return file;
    }

    long waiting() {
        return waiting.get();
    }

    /** On disk when this returns. */
    void add(JournalEntry entry) throws IOException {
        Files.writeString(
                file, line(entry), StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        waiting.incrementAndGet();
    }

    /**
     * Offers all of them once more, in their order; what is refused again stays. When the database goes away half-way all
     * stay: taking an entry twice changes nothing.
     *
     * @return false if the database is away
     */
    boolean offerAgain(Store store) throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        long stay = 0;
        try (BufferedReader lines = reader(file);
                FileChannel channel = FileChannel.open(
                        fresh,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE));
                BufferedWriter kept = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
            boolean more = true;
            while (more) {
                List<JournalEntry> entries = new ArrayList<>(BATCH);
                more = false;
                String line;
                while (entries.size() < BATCH && (line = lines.readLine()) != null) {
                    more = true;
                    try {
                        entries.add(EntryCodec.decode(line.getBytes(StandardCharsets.UTF_8)));
                    } catch (DamagedEntryException unreadable) {
                        if (!line.isBlank()) {
                            kept.write(line + "\n");
                            stay++;
                        }
                    }
                }
                List<JournalEntry> again = new ArrayList<>();
                if (!entries.isEmpty() && !store.take(entries, again)) {
                    return false;
                }
                for (JournalEntry entry : again) {
                    kept.write(line(entry));
                    stay++;
                }
            }
            kept.flush();
            channel.force(true);
        }
        if (stay == 0) {
            Files.delete(file);
            Files.delete(fresh);
        } else {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        waiting.set(stay);
        return true;
    }

    /** Bytes that are not UTF-8 become U+FFFD: such a line is no entry, and stays. */
    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    private static String line(JournalEntry entry) {
        return new String(EntryCodec.encode(entry), StandardCharsets.UTF_8) + "\n";
    }
}
