package org.belltower.audio;

import java.util.stream.IntStream;

/**
 * Amplitude and phase of the eight DTMF frequencies in a Hann-weighted window. *Confined to one thread.* Allocates
 * nothing after creation.
 *
 * <p>The same sums as Goertzel's recursion, by tables of the windowed sine and cosine: exact for frequencies between the
 * bins of a transform.
 */
final class GoertzelBank {
    private static final int TONES = 8;

    private final int window;
    private final double[] weight;
    private final double[][] cosine = new double[TONES][];
    private final double[][] sine = new double[TONES][];
    private final double[] hopCosine = new double[TONES];
    private final double[] hopSine = new double[TONES];
    private final double[] real = new double[TONES];
    private final double[] imaginary = new double[TONES];
    private final double[] realBefore = new double[TONES];
    private final double[] imaginaryBefore = new double[TONES];
    private final double weightSum;
    private final double weightSquares;

    GoertzelBank(int window, int hop) {
        this.window = window;
        this.weight = IntStream.range(0, window)
                .mapToDouble(n -> 0.5 - 0.5 * Math.cos(2 * Math.PI * (n + 0.5) / window))
                .toArray();
        this.weightSum = IntStream.range(0, window).mapToDouble(n -> weight[n]).sum();
        this.weightSquares = IntStream.range(0, window)
                .mapToDouble(n -> weight[n] * weight[n])
                .sum();
        for (int k = 0; k < TONES; k++) {
            double omega = 2 * Math.PI * hertz(k) / 8000;
            cosine[k] = IntStream.range(0, window)
                    .mapToDouble(n -> weight[n] * Math.cos(omega * n))
                    .toArray();
            sine[k] = IntStream.range(0, window)
                    .mapToDouble(n -> weight[n] * Math.sin(omega * n))
                    .toArray();
            hopCosine[k] = Math.cos(omega * hop);
            hopSine[k] = Math.sin(omega * hop);
        }
    }

    private static int hertz(int tone) {
        return tone < 4 ? DtmfTone.rowHertz(tone) : DtmfTone.columnHertz(tone - 4);
    }

    /** Measures the ring that begins at {@code oldest}; returns its weighted mean square. */
    double measure(double[] ring, int oldest) {
        System.arraycopy(real, 0, realBefore, 0, TONES);
        System.arraycopy(imaginary, 0, imaginaryBefore, 0, TONES);
        double energy = 0;
        for (int n = 0, i = oldest; n < window; n++, i = i + 1 == window ? 0 : i + 1) {
            double weighted = weight[n] * ring[i];
            energy += weighted * weighted;
        }
        for (int k = 0; k < TONES; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0, i = oldest; n < window; n++, i = i + 1 == window ? 0 : i + 1) {
                re += cosine[k][n] * ring[i];
                im -= sine[k][n] * ring[i];
            }
            real[k] = re;
            imaginary[k] = im;
        }
        return energy / weightSquares;
    }

    /** Index of the strongest tone from {@code from} up to before {@code to}. */
    int strongest(int from, int to) {
        int best = from;
        for (int k = from + 1; k < to; k++) {
            if (square(k) > square(best)) {
                best = k;
            }
        }
        return best;
    }

    /** Peak amplitude of a tone in the last window, made good for what the window takes at its exact frequency. */
    double amplitude(int tone) {
        double offset = Math.atan2(turnSine(tone), turnCosine(tone)) / (2 * Math.PI) * 200;
        double bins = Math.min(1.0, Math.abs(offset) * window / 8000);
        return 2 * Math.sqrt(square(tone)) / weightSum / response(bins);
    }

    /** Imaginary part of this window over the one before, turned back by the nominal frequency; weighted by energy. */
    double turnSine(int k) {
        double re = real[k] * realBefore[k] + imaginary[k] * imaginaryBefore[k];
        double im = imaginary[k] * realBefore[k] - real[k] * imaginaryBefore[k];
        return im * hopCosine[k] - re * hopSine[k];
    }

    /** Real part of the same. */
    double turnCosine(int k) {
        double re = real[k] * realBefore[k] + imaginary[k] * imaginaryBefore[k];
        double im = imaginary[k] * realBefore[k] - real[k] * imaginaryBefore[k];
        return re * hopCosine[k] + im * hopSine[k];
    }

    private double square(int k) {
        return real[k] * real[k] + imaginary[k] * imaginary[k];
    }

    /** The Hann window's response that many bins off, 1 at the centre; held above a half so that noise is not raised. */
    private static double response(double bins) {
        if (bins < 1e-9) {
            return 1;
        }
        double x = Math.PI * bins;
        return bins >= 1 ? 0.5 : Math.max(0.5, Math.sin(x) / x / (1 - bins * bins));
    }
}
