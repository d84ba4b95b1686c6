package org.belltower.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class G711Test {
    /** A-law by the definition's segments: smallest distance, ties to the code that the Recommendation's edges give. */
    @Test
    void everyCodeDecodesAsTheTableOfTheRecommendationSays() {
        for (int code = 0; code < 256; code++) {
            assertThat(G711.ALAW.decode((byte) code)).as("A-law %d", code).isEqualTo((short) alawByFormula(code));
            assertThat(G711.ULAW.decode((byte) code)).as("µ-law %d", code).isEqualTo((short) ulawByFormula(code));
        }
    }

    @Test
    void everyLinearValueEncodesToTheIntervalThatHoldsIt() {
        for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
            assertThat(G711.ALAW.encode((short) value)).as("A-law of %d", value).isEqualTo((byte) alawBySearch(value));
            assertThat(G711.ULAW.encode((short) value)).as("µ-law of %d", value).isEqualTo((byte) ulawBySearch(value));
        }
    }

    @Test
    void everyCodeSurvivesDecodeAndEncode() {
        for (int code = 0; code < 256; code++) {
            assertThat(G711.ALAW.encode(G711.ALAW.decode((byte) code))).isEqualTo((byte) code);
            // µ-law has two zeros; 0x7F is the negative one.
            byte expected = (byte) (code == 0x7F ? 0xFF : code);
            assertThat(G711.ULAW.encode(G711.ULAW.decode((byte) code))).isEqualTo(expected);
        }
    }

    @Test
    void silenceIsTheCodeOfZero() {
        assertThat(G711.ALAW.silence()).isEqualTo((byte) 0xD5);
        assertThat(G711.ULAW.silence()).isEqualTo((byte) 0xFF);
    }

    @Test
    void wholeArraysAndSlicesAgree() {
        short[] linear = {0, 1000, -1000, 32767, -32768, 7};
        byte[] whole = G711.ALAW.encode(Pcm.of(linear, SampleRate.HZ_8000));
        byte[] slice = new byte[4];
        G711.ALAW.encode(linear, 1, slice, 0, 4);
        assertThat(slice).containsExactly(whole[1], whole[2], whole[3], whole[4]);
        short[] back = new short[6];
        G711.ALAW.decode(whole, 0, back, 0, 6);
        assertThat(back).containsExactly(G711.ALAW.decode(whole).toArray());
    }

    /** G.711 table 1: value = ±2^(e-1)·(mantissa + 16.5)·16 of a 16-bit scale, the first two segments alike. */
    private static int alawByFormula(int code) {
        int bits = code ^ 0x55;
        int segment = (bits >> 4) & 7;
        double step = (bits & 15) + 0.5;
        double value = segment == 0 ? step * 16 : (step + 16) * 16 * Math.pow(2, segment - 1);
        return (int) ((bits & 0x80) == 0 ? -value : value);
    }

    /** G.711 table 2: value = ±((2·mantissa + 33)·2^e − 33) of a 14-bit scale. */
    private static int ulawByFormula(int code) {
        int bits = ~code & 0xFF;
        double value = ((2 * (bits & 15) + 33) * Math.pow(2, (bits >> 4) & 7) - 33) * 4;
        return (int) ((bits & 0x80) != 0 ? -value : value);
    }

    /** The code whose interval, bounded half-way in its segment, holds the 13-bit value. */
    private static int alawBySearch(int value) {
        int thirteen = value >> 4;
        boolean negative = value < 0;
        int magnitude = negative ? -thirteen - 1 : thirteen;
        for (int positive = 127; positive >= 0; positive--) {
            int segment = positive >> 4;
            int lower = segment == 0 ? positive & 15 : ((positive & 15) + 16) << (segment - 1);
            if (magnitude >= lower) {
                return ((negative ? 0 : 0x80) | positive) ^ 0x55;
            }
        }
        throw new AssertionError(value);
    }

    /** Intervals of the 14-bit magnitude begin at (mantissa + 16)·2^(e+1) − 33. */
    private static int ulawBySearch(int value) {
        boolean negative = value < 0;
        int fourteen = value >> 2;
        int magnitude = negative ? -fourteen - 1 : fourteen;
        for (int code = 127; code >= 0; code--) {
            int lower = ((code & 15) + 16) * (1 << ((code >> 4) + 1)) - 33;
            if (magnitude >= lower) {
                return ~((negative ? 0x80 : 0) | code);
            }
        }
        return ~(negative ? 0x80 : 0);
    }
}
