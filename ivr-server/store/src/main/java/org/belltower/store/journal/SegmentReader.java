package org.belltower.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Reads a segment in batches. A record that is cut off ends the segment: that is how a killed server leaves it. A record
 * whose sum is wrong is skipped and counted. <i>Immutable.</i>
 */
final class SegmentReader {
    private SegmentReader() {}

    /**
     * @param next where the next batch begins; {@code end} when there is nothing more to read
     * @param damaged places skipped in this batch
     */
    record Batch(List<JournalEntry> entries, long next, int damaged) {}

    /**
     * @param position as returned by the batch before, 0 at first
     * @param end bytes that may be read: what the writer has synced, or the length of the file
     */
    static Batch read(Segment segment, long position, long end, int atMost) throws IOException {
        try (FileChannel channel = FileChannel.open(segment.path(), StandardOpenOption.READ)) {
            long at = position;
            if (at == 0) {
                if (end < Segment.HEADER) {
                    return new Batch(List.of(), end, end == 0 ? 0 : 1);
                }
                if (bytes(channel, 0, Segment.HEADER).getLong() != Segment.MAGIC) {
                    return new Batch(List.of(), end, 1);
                }
                at = Segment.HEADER;
            }
            List<JournalEntry> entries = new ArrayList<>();
            int damaged = 0;
            while (at < end && entries.size() < atMost) {
                if (end - at < Segment.FRAME) {
                    return new Batch(entries, end, damaged + 1);
                }
                ByteBuffer frame = bytes(channel, at, Segment.FRAME);
                int length = frame.getInt();
                int sum = frame.getInt();
                if (length <= 0 || length > Segment.LONGEST_PAYLOAD || length > end - at - Segment.FRAME) {
                    return new Batch(entries, end, damaged + 1);
                }
                byte[] payload = bytes(channel, at + Segment.FRAME, length).array();
                at += Segment.FRAME + length;
                CRC32C crc = new CRC32C();
                crc.update(payload);
                if ((int) crc.getValue() != sum) {
                    damaged++;
                    continue;
                }
                try {
                    entries.add(EntryCodec.decode(payload));
                } catch (DamagedEntryException e) {
                    damaged++;
                }
            }
            return new Batch(entries, at, damaged);
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("segment became shorter while it was read");
            }
        }
        return buffer.flip();
    }
}
