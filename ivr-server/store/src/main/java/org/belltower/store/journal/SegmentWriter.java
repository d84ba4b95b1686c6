package org.belltower.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The segment being written. <i>Confined to the journal's writer</i>, which closes it; {@link #durable} may be read by
 * the drainer. After a failed write the file is not used again: what a failed sync left of it nobody knows.
 */
final class SegmentWriter implements AutoCloseable {
    private final Segment segment;
    private final FileChannel channel;
    private volatile long durable;

    private SegmentWriter(Segment segment, FileChannel channel) {
        this.segment = segment;
        this.channel = channel;
    }

    /** Leaves no file behind when it fails. */
    static SegmentWriter create(Segment segment, SegmentOpener opener) throws IOException {
        FileChannel channel = opener.create(segment.path());
        SegmentWriter writer = new SegmentWriter(segment, channel);
        try {
            writer.write(
                    ByteBuffer.allocate(Segment.HEADER).putLong(Segment.MAGIC).flip());
            return writer;
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(segment.path());
            throw e;
        }
    }

    Segment segment() {
        return segment;
    }

    /** Bytes that are on disk, whole records. */
    long durable() {
        return durable;
    }

    /** All of them and one sync. */
    void append(List<byte[]> payloads) throws IOException {
        int size = payloads.stream()
                .mapToInt(payload -> Segment.FRAME + payload.length)
                .sum();
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (byte[] payload : payloads) {
            CRC32C crc = new CRC32C();
            crc.update(payload);
            buffer.putInt(payload.length).putInt((int) crc.getValue()).put(payload);
        }
        write(buffer.flip());
    }

    private void write(ByteBuffer buffer) throws IOException {
        long position = durable;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
        channel.force(false);
        durable = position;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
