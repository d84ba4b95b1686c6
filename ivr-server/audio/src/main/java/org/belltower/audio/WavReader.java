package org.belltower.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/** One pass over a RIFF/WAVE stream. *Confined to the caller's thread.* Does not close the stream. */
final class WavReader {
    static final int RIFF = 0x46464952;
    static final int WAVE = 0x45564157;
    static final int FMT = 0x20746d66;
    static final int DATA = 0x61746164;

    private static final int EXTENSIBLE = 0xFFFE;
    private static final int MAX_FMT_BYTES = 4096;

    /** Bytes that all chunks before the samples may have together: a stream of nothing but LIST is no audio. */
    private static final long MAX_SKIPPED_BYTES = 16 << 20;

    /** KSDATAFORMAT_SUBTYPE_*: the tag, then 00000010-8000-00AA00389B71 in bytes. */
    private static final byte[] SUBTYPE_TAIL = {
        0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71
    };

    private final InputStream in;
    private final int maxDataBytes;
    private long offset;

    WavReader(InputStream in, int maxDataBytes) {
        this.in = in;
        this.maxDataBytes = maxDataBytes;
    }

    List<Pcm> read() throws IOException {
        ByteBuffer riff = exactly(12, "RIFF header");
        if (riff.getInt() != RIFF || riff.getInt(8) != WAVE) {
            throw new WavException(0, "not a WAV stream: RIFF and WAVE are missing");
        }
        WavFormat format = null;
        long skipped = 0;
        while (true) {
            ByteBuffer head = exactly(8, format == null ? "fmt chunk" : "data chunk");
            int id = head.getInt();
            long size = head.getInt() & 0xFFFFFFFFL;
            if (id == DATA) {
                if (format == null) {
                    throw new WavException(offset, "data chunk before fmt chunk");
                }
                return channels(format, data(size, format));
            } else if (id == FMT) {
                format = format(size);
            } else {
                skipped += size;
                if (skipped > MAX_SKIPPED_BYTES) {
                    throw new WavException(offset, "more than 16 MiB of other chunks before the samples");
                }
                skip(size);
            }
            if (size % 2 == 1) {
                skip(1);
            }
        }
    }

    private WavFormat format(long size) throws IOException {
        long at = offset;
        if (size < 16 || size > MAX_FMT_BYTES) {
            throw new WavException(at, "fmt chunk of " + size + " bytes");
        }
        ByteBuffer fmt = exactly((int) size, "fmt chunk");
        int tag = fmt.getShort() & 0xFFFF;
        int channels = fmt.getShort() & 0xFFFF;
        int rate = fmt.getInt();
        int frameBytes = fmt.getShort(12) & 0xFFFF;
        int bits = fmt.getShort(14) & 0xFFFF;
        if (tag == EXTENSIBLE) {
            tag = extensibleTag(fmt, at);
        }
        if (channels < 1 || channels > 2) {
            throw new WavException(at, channels + " channels; one or two are read");
        }
        if (rate < 1_000 || rate > 192_000) {
            throw new WavException(at, "sample rate of " + (rate & 0xFFFFFFFFL) + " Hz");
        }
        WavFormat.Encoding encoding = encoding(tag, bits, at);
        if (frameBytes != encoding.bytes() * channels) {
            throw new WavException(at, "block of " + frameBytes + " bytes does not fit " + encoding);
        }
        return new WavFormat(encoding, new SampleRate(rate), channels);
    }

    private static int extensibleTag(ByteBuffer fmt, long at) {
        if (fmt.capacity() < 40) {
            throw new WavException(at, "extensible fmt chunk of " + fmt.capacity() + " bytes; 40 are needed");
        }
        for (int i = 0; i < SUBTYPE_TAIL.length; i++) {
            if (fmt.get(26 + i) != SUBTYPE_TAIL[i]) {
                throw new WavException(at, "unknown subformat in extensible fmt chunk");
            }
        }
        return fmt.getShort(24) & 0xFFFF;
    }

    private static WavFormat.Encoding encoding(int tag, int bits, long at) {
        for (WavFormat.Encoding encoding : WavFormat.Encoding.values()) {
            if (encoding.tag() == tag && encoding.bytes() * 8 == bits) {
                return encoding;
            }
        }
        throw new WavException(
                at, "format tag " + tag + " with " + bits + " bits; PCM of 16 bits, A-law and µ-law are read");
    }

    private byte[] data(long size, WavFormat format) throws IOException {
        boolean unfinished = size == 0 || size == 0xFFFFFFFFL;
        long wanted = unfinished ? maxDataBytes + 1L : size;
        if (!unfinished && wanted > maxDataBytes) {
            throw new WavException(offset, size + " bytes of samples; at most " + maxDataBytes + " are read");
        }
        byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, wanted));
        offset += bytes.length;
        if (bytes.length > maxDataBytes) {
            throw new WavException(offset, "more than " + maxDataBytes + " bytes of samples");
        }
        int whole = bytes.length - bytes.length % format.frameBytes();
        return whole == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, whole);
    }

    private static List<Pcm> channels(WavFormat format, byte[] data) {
        int frames = data.length / format.frameBytes();
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        short[][] samples = new short[format.channels()][frames];
        for (int i = 0; i < frames; i++) {
            for (short[] channel : samples) {
                channel[i] = switch (format.encoding()) {
                    case PCM16 -> bytes.getShort();
                    case ALAW -> G711.ALAW.decode(bytes.get());
                    case ULAW -> G711.ULAW.decode(bytes.get());
                };
            }
        }
        return IntStream.range(0, format.channels())
                .mapToObj(c -> Pcm.owning(samples[c], format.rate()))
                .toList();
    }

    private ByteBuffer exactly(int count, String what) throws IOException {
        byte[] bytes = in.readNBytes(count);
        offset += bytes.length;
        if (bytes.length < count) {
            throw new WavException(offset, "stream ends inside the " + what);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void skip(long count) throws IOException {
        long left = count;
        byte[] scratch = new byte[(int) Math.min(8192, Math.max(1, left))];
        while (left > 0) {
            int read = in.read(scratch, 0, (int) Math.min(scratch.length, left));
            if (read < 0) {
                throw new WavException(offset, "stream ends inside a chunk");
            }
            offset += read;
            left -= read;
        }
    }
}
