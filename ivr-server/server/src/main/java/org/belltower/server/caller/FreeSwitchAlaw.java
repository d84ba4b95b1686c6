package org.belltower.server.caller;

import org.belltower.audio.G711;
import org.belltower.audio.Pcm;

/**
 * A-law as FreeSWITCH codes it, so that the ear knows again what FreeSWITCH plays. Half of its negative values lie one step nearer to
 * zero than in the Recommendation's table: it takes 8 from a negative value's magnitude where the Recommendation takes 1.
 * <i>Stateless.</i> Seen with FreeSWITCH 1.11.2; Spec: ITU-T G.711 table 1a.
 */
final class FreeSwitchAlaw {
    private static final int TAKEN = 8;
    /** The code of the smallest negative interval. */
    private static final byte LEAST_NEGATIVE = 0x55;

    private static final int SIGN = 0x80;

    private FreeSwitchAlaw() {}

    static byte[] encode(Pcm sound) {
        byte[] coded = G711.ALAW.encode(sound);
        for (int i = 0; i < coded.length; i++) {
            if (sound.sample(i) < 0) {
                coded[i] = negative(-sound.sample(i) - TAKEN);
            }
        }
        return coded;
    }

    private static byte negative(int magnitude) {
        return magnitude < 0 ? LEAST_NEGATIVE : (byte) (G711.ALAW.encode((short) magnitude) ^ SIGN);
    }
}
