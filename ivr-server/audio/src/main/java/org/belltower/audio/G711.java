package org.belltower.audio;

/**
 * The two codings of a telephone line, by tables: 8 bits a sample, 8,000 samples a second. *Immutable.*
 *
 * <p>Linear values are 16 bits, left-aligned: the 13 bits of A-law and the 14 bits of µ-law times 8 and 4. Encoding
 * follows the decision values of the Recommendation's linear quantisers as ITU-T G.191 computes them, so that every
 * code survives decode and encode (µ-law's negative zero becomes positive zero, for both are 0).
 *
 * <p>Spec: ITU-T G.711 tables 1a, 1b, 2a, 2b; G.191 module g711.
 */
public enum G711 {
    /** Europe, China and international lines; RTP payload type 8. */
    ALAW {
        @Override
        short expand(int code) {
            int bits = code ^ 0x55;
            int exponent = bits >> 4 & 7;
            int mantissa = bits & 15;
            int magnitude = exponent == 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
            return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
        }

        @Override
        byte compress(int linear) {
            // A negative value is inverted, not negated: -1 belongs to the smallest negative interval.
            int magnitude = linear >= 0 ? linear >> 4 : ~linear >> 4;
            if (magnitude > 15) {
                int exponent = 1;
                while (magnitude > 31) {
                    magnitude >>= 1;
                    exponent++;
                }
                magnitude = magnitude - 16 + (exponent << 4);
            }
            return (byte) ((linear >= 0 ? magnitude | 0x80 : magnitude) ^ 0x55);
        }
    },

    /** North America and Japan; RTP payload type 0. */
    ULAW {
        @Override
        short expand(int code) {
            int bits = ~code;
            int exponent = bits >> 4 & 7;
            int magnitude = (((bits & 15) << 3) + ULAW_BIAS) << exponent;
            return (short) ((bits & 0x80) != 0 ? ULAW_BIAS - magnitude : magnitude - ULAW_BIAS);
        }

        @Override
        byte compress(int linear) {
            int magnitude = Math.min((linear < 0 ? ~linear >> 2 : linear >> 2) + (ULAW_BIAS >> 2), 0x1FFF);
            int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 5;
            int code = (exponent << 4) | ((magnitude >> (exponent + 1)) & 15);
            return (byte) ~(linear < 0 ? code | 0x80 : code);
        }
    };

    private static final int ULAW_BIAS = 132;

    /** Written by the constructor only. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final short[] linear = new short[256];

    /** Written by the constructor only. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final byte[] codes = new byte[65536];

    G711() {
        for (int code = 0; code < 256; code++) {
            linear[code] = expand(code);
        }
        for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
            codes[value & 0xFFFF] = compress(value);
        }
    }

    abstract short expand(int code);

    abstract byte compress(int linear);

    /** The linear value of a code. */
    public short decode(byte code) {
        return linear[code & 0xFF];
    }

    /** The code of a linear value. */
    public byte encode(short value) {
        return codes[value & 0xFFFF];
    }

    /** The code of zero, which is what silence is made of. */
    public byte silence() {
        return codes[0];
    }

    /** Decodes into a caller's array; allocates nothing. */
    public void decode(byte[] from, int at, short[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] = linear[from[at + i] & 0xFF];
        }
    }

    /** Encodes into a caller's array; allocates nothing. */
    public void encode(short[] from, int at, byte[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] = codes[from[at + i] & 0xFFFF];
        }
    }

    /** Decodes a whole payload; the line's rate is 8 kHz. */
    public Pcm decode(byte[] payload) {
        short[] out = new short[payload.length];
        decode(payload, 0, out, 0, payload.length);
        return Pcm.owning(out, SampleRate.HZ_8000);
    }

    /** Encodes 8 kHz audio. Another rate is a programming error: resample first. */
    public byte[] encode(Pcm audio) {
        if (!audio.rate().equals(SampleRate.HZ_8000)) {
            throw new IllegalArgumentException(
                    "G.711 carries 8000 Hz, not " + audio.rate().hertz());
        }
        byte[] out = new byte[audio.length()];
        encode(audio.raw(), 0, out, 0, out.length);
        return out;
    }
}
