package org.belltower.embeddedswitch.media;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.belltower.audio.SampleRate;
import org.belltower.audio.WavFormat;

/**
 * A FIFO that somebody reads while the call is recorded into it. *Confined to the disk's thread.* The disk closes it.
 *
 * <p>Opened for both directions, which waits for no reader, and written only as far as {@link #MOST_UNREAD}, which the smallest
 * pipe takes without waiting: nobody who fails to read keeps the disk's thread from other recordings. What is not read in time
 * stays in the feed's ring, and is dropped when that is full.
 *
 * <p>Spec: pipe(7), FIONREAD; the smallest capacity is two pages.
 */
final class RecordingPipe implements RecordingTarget {
    private static final int MOST_UNREAD = 4_096;

    private final RandomAccessFile pipe;
    private final FileInputStream unread;
    private final FileChannel channel;
    private final WavFormat format;
    private long dataBytes;

    private RecordingPipe(RandomAccessFile pipe, FileInputStream unread, WavFormat format) {
        this.pipe = pipe;
        this.unread = unread;
        this.channel = pipe.getChannel();
        this.format = format;
    }

    static RecordingPipe open(Path path, int channels) throws IOException {
        if (!path.toString().endsWith(".raw")) {
            throw new IOException("a FIFO takes no header: name it .raw");
        }
        RandomAccessFile pipe = new RandomAccessFile(path.toFile(), "rw");
        return new RecordingPipe(
                pipe,
                new FileInputStream(pipe.getFD()),
                new WavFormat(WavFormat.Encoding.PCM16, SampleRate.HZ_8000, channels));
    }

    @Override
    public boolean hasRoom(int bytes) throws IOException {
        return unread.available() + bytes <= MOST_UNREAD;
    }

    @Override
    public void append(ByteBuffer samples) throws IOException {
        int bytes = samples.remaining();
        while (samples.hasRemaining()) {
            channel.write(samples);
        }
        dataBytes += bytes;
    }

    @Override
    public long samples() {
        return dataBytes / format.frameBytes();
    }

    @Override
    public void close() throws IOException {
        pipe.close();
    }
}
