package org.belltower.audio;

/**
 * How loud samples are. *Immutable.*
 *
 * <p>0 dBFS is a sine of full scale (RMS 32768/√2), as AES17 has it. On a G.711 line such a sine is +3.14 dBm0 (A-law).
 */
public final class Level {
    /** What silence measures: below one bit of 16. */
    public static final double SILENCE = -100.0;

    /** Level of a full-scale sine on the line. Spec: ITU-T G.711 §4 (A-law's theoretical load capacity). */
    public static final double FULL_SCALE_DBM0 = 3.14;

    private static final double FULL_SCALE_SQUARE = 32768.0 * 32768.0 / 2;

    private Level() {}

    /** Level in dBFS of {@code count} samples; {@link #SILENCE} for none or for all zero. */
    public static double dbfs(short[] samples, int at, int count) {
        double sum = 0;
        for (int i = at; i < at + count; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return count == 0 || sum == 0 ? SILENCE : Math.max(SILENCE, 10 * Math.log10(sum / count / FULL_SCALE_SQUARE));
    }

    /** Level of the whole in dBFS. */
    public static double dbfs(Pcm audio) {
        return dbfs(audio.raw(), 0, audio.length());
    }

    /** Mean absolute value of samples, 0 to 32768: the measure in which FreeSWITCH states silence thresholds. */
    public static int meanMagnitude(short[] samples, int at, int count) {
        long sum = 0;
        for (int i = at; i < at + count; i++) {
            sum += Math.abs((int) samples[i]);
        }
        return count == 0 ? 0 : (int) (sum / count);
    }

    /** Peak amplitude, in 16-bit units, of a sine of the given level in dBFS. */
    public static double amplitudeOf(double dbfs) {
        return 32767 * Math.pow(10, dbfs / 20);
    }
}
