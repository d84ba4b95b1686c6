package org.belltower.server.caller;

import org.belltower.audio.G711;
import org.belltower.audio.Pcm;

/**
 * G.711 as FreeSWITCH codes it, so that the ear knows again what FreeSWITCH plays. It differs for negative values: from their
 * magnitude it takes 8 for A-law, so that half of them lie one step nearer to zero, and nothing for µ-law, so that a quarter lie one
 * step further off, where the Recommendation takes 1 for both. <i>Stateless.</i> Seen with FreeSWITCH 1.11.2; Spec: ITU-T G.711
 * tables 1a, 2a.
 */
final class FreeSwitchCoding {
    private static final int TAKEN_FOR_ALAW = 8;
    /** The code of the smallest negative interval of A-law. */
    private static final byte LEAST_NEGATIVE = 0x55;

    private static final int SIGN = 0x80;

    private FreeSwitchCoding() {}

    static byte[] encode(G711 codec, Pcm sound) {
        byte[] coded = codec.encode(sound);
        for (int i = 0; i < coded.length; i++) {
            if (sound.sample(i) < 0) {
                coded[i] = negative(codec, -sound.sample(i));
            }
        }
        return coded;
    }

    private static byte negative(G711 codec, int magnitude) {
        int left = codec == G711.ALAW ? magnitude - TAKEN_FOR_ALAW : magnitude;
        return left < 0 ? LEAST_NEGATIVE : (byte) (codec.encode((short) Math.min(left, Short.MAX_VALUE)) ^ SIGN);
    }
}
