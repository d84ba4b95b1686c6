package org.belltower.embeddedswitch.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.audio.WavFormat;

/**
 * The file of one recording. *Confined to the disk's thread.* The disk closes it.
 *
 * <p>Samples are on their way to the disk 20 to 40 ms after they were heard, so that a reader may follow the file. The
 * header's sizes are made right every second and at the end; after a crash they are at most a second short, and readers
 * that go to the end of the file lose nothing.
 */
final class RecordingFile implements RecordingTarget {
    private static final int HEADER_EVERY_BYTES = 16_000;

    private final Path file;
    private final FileChannel channel;
    private final WavFormat format;
    private final boolean hasHeader;
    private long dataBytes;
    private long dataBytesInHeader;

    private RecordingFile(Path file, FileChannel channel, WavFormat format, boolean hasHeader) {
        this.file = file;
        this.channel = channel;
        this.format = format;
        this.hasHeader = hasHeader;
    }

    static RecordingFile open(Path file, int channels) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean raw = file.toString().endsWith(".raw");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        RecordingFile opened = new RecordingFile(
                file, channel, new WavFormat(WavFormat.Encoding.PCM16, SampleRate.HZ_8000, channels), !raw);
        try {
            opened.writeHeader();
            return opened;
        } catch (IOException full) {
            channel.close();
            throw full;
        }
    }

    /** A disk takes it sooner or later. */
    @Override
    public boolean hasRoom(int bytes) {
        return true;
    }

    @Override
    public void append(ByteBuffer samples) throws IOException {
        int bytes = samples.remaining();
        while (samples.hasRemaining()) {
            channel.write(samples);
        }
        dataBytes += bytes;
        if (dataBytes - dataBytesInHeader >= HEADER_EVERY_BYTES) {
            writeHeader();
        }
    }

    @Override
    public long samples() {
        return dataBytes / format.frameBytes();
    }

    /** What somebody has deleted while it was written need not survive a power cut. */
    @Override
    public void close() throws IOException {
        try (channel) {
            writeHeader();
            if (Files.exists(file)) {
                channel.force(true);
            }
        }
    }

    private void writeHeader() throws IOException {
        if (!hasHeader) {
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(Wav.header(format, dataBytes)).order(ByteOrder.LITTLE_ENDIAN);
        long at = 0;
        while (header.hasRemaining()) {
            at += channel.write(header, at);
        }
        if (channel.position() < Wav.HEADER_BYTES) {
            channel.position(Wav.HEADER_BYTES);
        }
        dataBytesInHeader = dataBytes;
    }
}
