package org.belltower.audio;

/**
 * Changes the sample rate by a polyphase windowed-sinc filter (Kaiser window). *Confined to one thread* while
 * streaming; {@link #resample} may be called from any thread.
 *
 * <p>With N half the lower of the two rates: passband 0 to 0.85 N flat within ±0.1 dB, stopband from N with at least 80
 * dB of attenuation. For 8 kHz that is 3,400 Hz and 4,000 Hz: the telephone band passes whole and nothing folds back.
 */
public final class Resampler {
    /** End of the passband as a share of half the lower rate. */
    public static final double PASSBAND = 0.85;

    private static final double ATTENUATION_DB = 86;

    private final int up;
    private final int down;
    private final int taps;
    private final float[][] phases;
    private final float[] history;
    private int filled;
    private int phase;

    private Resampler(SampleRate from, SampleRate to) {
        int divisor = gcd(from.hertz(), to.hertz());
        up = to.hertz() / divisor;
        down = from.hertz() / divisor;
        double half = Math.min(from.hertz(), to.hertz()) / 2.0;
        double transition = half * (1 - PASSBAND);
        double omega = 2 * Math.PI * transition / from.hertz();
        int perPhase = (int) Math.ceil((ATTENUATION_DB - 8) / (2.285 * omega)) + 1;
        taps = perPhase % 2 == 0 ? perPhase : perPhase + 1;
        phases = design(half * (1 + PASSBAND) / 2 / from.hertz());
        history = new float[2 * taps];
    }

    /** A streaming resampler with an empty history. Rates whose ratio needs more than 1,024 phases are refused. */
    public static Resampler of(SampleRate from, SampleRate to) {
        if (to.hertz() / gcd(from.hertz(), to.hertz()) > 1024) {
            throw new IllegalArgumentException("Cannot resample " + from + " to " + to + ": odd ratio");
        }
        return new Resampler(from, to);
    }

    /** The whole of a clip at another rate, aligned in time with the original; itself if the rate is the same. */
    public static Pcm resample(Pcm audio, SampleRate to) {
        if (audio.rate().equals(to)) {
            return audio;
        }
        Resampler resampler = of(audio.rate(), to);
        int wanted = Math.toIntExact(
                ((long) audio.length() * to.hertz() + audio.rate().hertz() - 1)
                        / audio.rate().hertz());
        int delay = (int) Math.round(resampler.delaySeconds(audio.rate()) * to.hertz());
        short[] out = new short[wanted + delay + resampler.maxOutput(resampler.taps) + 1];
        int count = resampler.process(audio.raw(), 0, audio.length(), out, 0);
        short[] tail = new short[resampler.taps + 1];
        count += resampler.process(tail, 0, tail.length, out, count);
        short[] aligned = new short[wanted];
        System.arraycopy(out, delay, aligned, 0, Math.min(wanted, count - delay));
        return Pcm.owning(aligned, to);
    }

    /** At most how many samples come out for {@code input} samples in. */
    public int maxOutput(int input) {
        return Math.toIntExact(((long) input * up + down - 1) / down + 1);
    }

    /**
     * Feeds samples and writes what they complete; allocates nothing. The output lags by half the filter (about 4 ms at
     * 8 kHz).
     *
     * @return samples written to {@code out}, at most {@link #maxOutput}
     */
    public int process(short[] in, int at, int count, short[] out, int outAt) {
        int written = 0;
        for (int i = at; i < at + count; i++) {
            push(in[i]);
            while (phase < up) {
                out[outAt + written++] = filter(phases[phase]);
                phase += down;
            }
            phase -= up;
        }
        return written;
    }

    private double delaySeconds(SampleRate from) {
        return (taps * (double) up - 1) / 2 / ((double) from.hertz() * up);
    }

    /** The history is written twice, a filter's length apart, so that the last {@code taps} samples are contiguous. */
    private void push(short sample) {
        filled = filled == 0 ? taps - 1 : filled - 1;
        history[filled] = sample;
        history[filled + taps] = sample;
    }

    private short filter(float[] coefficients) {
        float sum = 0;
        for (int k = 0; k < taps; k++) {
            sum += coefficients[k] * history[filled + k];
        }
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }

    private float[][] design(double cutoffPerInputSample) {
        int length = taps * up;
        double centre = (length - 1) / 2.0;
        double beta = 0.1102 * (ATTENUATION_DB - 8.7);
        double norm = besselI0(beta);
        double[] prototype = new double[length];
        for (int n = 0; n < length; n++) {
            double t = (n - centre) / up;
            double x = 2 * cutoffPerInputSample * t;
            double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            double edge = (n - centre) / (centre + 0.5);
            prototype[n] = 2 * cutoffPerInputSample * sinc * besselI0(beta * Math.sqrt(1 - edge * edge)) / norm;
        }
        float[][] split = new float[up][taps];
        for (int p = 0; p < up; p++) {
            double sum = 0;
            for (int k = 0; k < taps; k++) {
                sum += prototype[k * up + p];
            }
            // Each phase passes a constant unchanged, so that no phase is louder than another.
            for (int k = 0; k < taps; k++) {
                split[p][k] = (float) (prototype[k * up + p] / sum);
            }
        }
        return split;
    }

    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 60; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
