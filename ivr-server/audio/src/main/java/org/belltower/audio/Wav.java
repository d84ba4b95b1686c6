package org.belltower.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Reads and writes RIFF/WAVE streams: PCM of 16 bits, A-law, µ-law; one or two channels; any sample rate.
 * *Immutable.*
 *
 * <p>Unknown chunks (LIST, fact, cue …) are skipped, with their padding byte. A data chunk whose stated size is 0 or
 * 0xFFFFFFFF at the end of the stream, or larger than what follows, is read to the end: that is what a recorder leaves
 * behind when it is cut off. Fails with {@link WavException}.
 *
 * <p>Spec: Microsoft Multimedia Programming Interface and Data Specifications 1.0 (RIFF, WAVE), RFC 2361,
 * WAVE_FORMAT_EXTENSIBLE (ksmedia.h).
 */
public final class Wav {
    /** Bytes of the header that {@link #header} makes. */
    public static final int HEADER_BYTES = 44;

    /** Largest data chunk that is read into memory: 64 MiB, more than an hour of 8 kHz PCM. */
    public static final int MAX_DATA_BYTES = 64 << 20;

    private Wav() {}

    /** Reads a stream as mono; two channels are averaged. The caller closes the stream. */
    public static Pcm read(InputStream in) throws IOException {
        return mono(new WavReader(in, MAX_DATA_BYTES).read());
    }

    /** As {@link #read(InputStream)}, with a smaller bound on the bytes of samples. */
    public static Pcm read(InputStream in, int maxDataBytes) throws IOException {
        return mono(new WavReader(in, maxDataBytes).read());
    }

    /** Reads a stream, one {@link Pcm} a channel, left first. The caller closes the stream. */
    public static List<Pcm> readChannels(InputStream in) throws IOException {
        return new WavReader(in, MAX_DATA_BYTES).read();
    }

    /** Writes mono audio as 16-bit PCM. The caller closes the stream. */
    public static void write(OutputStream out, Pcm audio) throws IOException {
        write(out, new WavFormat(WavFormat.Encoding.PCM16, audio.rate(), 1), List.of(audio));
    }

    /** Writes channels of equal length and rate. The caller closes the stream. */
    public static void write(OutputStream out, WavFormat format, List<Pcm> channels) throws IOException {
        int length = channels.getFirst().length();
        if (channels.size() != format.channels()
                || channels.stream()
                        .anyMatch(c -> c.length() != length || !c.rate().equals(format.rate()))) {
            throw new IllegalArgumentException("Channels of equal length and of the rate of " + format + " wanted");
        }
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(length, format.frameBytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            for (Pcm channel : channels) {
                switch (format.encoding()) {
                    case PCM16 -> data.putShort(channel.sample(i));
                    case ALAW -> data.put(G711.ALAW.encode(channel.sample(i)));
                    case ULAW -> data.put(G711.ULAW.encode(channel.sample(i)));
                }
            }
        }
        out.write(header(format, data.capacity()));
        out.write(data.array());
        if (data.capacity() % 2 == 1) {
            out.write(0);
        }
    }

    /**
     * The 44 bytes before the samples, with the sizes for that many bytes of samples; sizes that do not fit 32 bits
     * become 0xFFFFFFFF, which readers take as "to the end".
     */
    public static byte[] header(WavFormat format, long dataBytes) {
        int byteRate = format.rate().hertz() * format.frameBytes();
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(WavReader.RIFF).putInt((int) Math.min(0xFFFFFFFFL, HEADER_BYTES - 8 + dataBytes + dataBytes % 2));
        out.putInt(WavReader.WAVE).putInt(WavReader.FMT).putInt(16);
        out.putShort((short) format.encoding().tag()).putShort((short) format.channels());
        out.putInt(format.rate().hertz()).putInt(byteRate);
        out.putShort((short) format.frameBytes())
                .putShort((short) (format.encoding().bytes() * 8));
        out.putInt(WavReader.DATA).putInt((int) Math.min(0xFFFFFFFFL, dataBytes));
        return out.array();
    }

    private static Pcm mono(List<Pcm> channels) {
        if (channels.size() == 1) {
            return channels.getFirst();
        }
        short[] left = channels.get(0).raw();
        short[] right = channels.get(1).raw();
        short[] mixed = new short[left.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (short) ((left[i] + right[i]) >> 1);
        }
        return Pcm.owning(mixed, channels.getFirst().rate());
    }
}
