package org.belltower.audio;

/** How the samples of a WAV stream are written. *Immutable.* */
public record WavFormat(Encoding encoding, SampleRate rate, int channels) {
    /** Format tags that this room reads and writes; the number is the {@code wFormatTag}. */
    public enum Encoding {
        PCM16(1, 2),
        ALAW(6, 1),
        ULAW(7, 1);

        private final int tag;
        private final int bytes;

        Encoding(int tag, int bytes) {
            this.tag = tag;
            this.bytes = bytes;
        }

        int tag() {
            return tag;
        }

        /** Bytes of one sample of one channel. */
        public int bytes() {
            return bytes;
        }
    }

    /** Mono or stereo. */
    public WavFormat {
        if (channels < 1 || channels > 2) {
            throw new IllegalArgumentException("One or two channels, not " + channels);
        }
    }

    /** 16 bits linear, mono, 8 kHz: what recordings and clips are kept in. */
    public static WavFormat telephone() {
        return new WavFormat(Encoding.PCM16, SampleRate.HZ_8000, 1);
    }

    /** Bytes of one sample of all channels. */
    public int frameBytes() {
        return encoding.bytes() * channels;
    }
}
