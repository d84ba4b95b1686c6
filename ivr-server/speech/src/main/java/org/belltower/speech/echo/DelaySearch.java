package org.belltower.speech.echo;

import java.util.OptionalInt;

/**
 * Looks for what was played in what came back: by how many samples later, and how much alike. <i>Immutable.</i> A search takes some
 * 10 ms and 1 MB.
 */
final class DelaySearch {
    /** A tap may be told of a beginning late, but not by more than 0.25 s. */
    static final int EARLIEST = -2_000;

    /** A switch, a network and a starved machine together take no more than 2.5 s. */
    static final int LATEST = 20_000;

    /** Quieter than some −60 dBFS, the square of a sample, is nothing that could come back. */
    private static final double QUIET = 500;

    /** Speech has most of its energy where it says least of when it was: evens the spectrum. */
    private static final double EVENING = 0.9;

    private static final Fourier FOURIER = new Fourier(1 << 15);

    private DelaySearch() {}

    /**
     * Where the line is most like what was played.
     *
     * @param line what came back, at most 8,192 samples
     * @param played from {@link #LATEST} samples before the first of these to {@code -EARLIEST} behind the last
     * @param atLeast from 0.0, nothing in common, to 1.0, the same but for its level
     * @return by how many samples what came back is behind what was played; empty where it is nowhere as much alike
     */
    static OptionalInt find(double[] line, double[] played, double atLeast) {
        double[] one = evened(line);
        double quiet = QUIET * one.length * (1 - EVENING) * (1 - EVENING);
        double energy = 0;
        for (double value : one) {
            energy += value * value;
        }
        if (energy < quiet) {
            return OptionalInt.empty();
        }
        double[] other = evened(played);
        int size = FOURIER.size();
        double[] real = new double[size];
        double[] imaginary = new double[size];
        System.arraycopy(other, 0, real, 0, other.length);
        System.arraycopy(one, 0, imaginary, 0, one.length);
        FOURIER.transform(real, imaginary);
        correlate(real, imaginary);
        FOURIER.inverse(real, imaginary);

        double window = 0;
        for (int i = 0; i < one.length; i++) {
            window += other[i] * other[i];
        }
        double best = atLeast;
        OptionalInt found = OptionalInt.empty();
        int places = other.length - one.length;
        for (int at = 0; at <= places; at++) {
            if (window > quiet) {
                double alike = Math.abs(real[at]) / size / Math.sqrt(energy * window);
                if (alike > best) {
                    best = alike;
                    found = OptionalInt.of(LATEST - at);
                }
            }
            if (at < places) {
                window += other[at + one.length] * other[at + one.length] - other[at] * other[at];
            }
        }
        return found;
    }

    /** From the transform of the played and the line as one complex signal to that of their correlation. */
    private static void correlate(double[] real, double[] imaginary) {
        int size = real.length;
        double[] productReal = new double[size];
        double[] productImaginary = new double[size];
        for (int i = 0; i < size; i++) {
            int mirrored = (size - i) % size;
            double playedReal = (real[i] + real[mirrored]) / 2;
            double playedImaginary = (imaginary[i] - imaginary[mirrored]) / 2;
            double lineReal = (imaginary[i] + imaginary[mirrored]) / 2;
            double lineImaginary = (real[mirrored] - real[i]) / 2;
            productReal[i] = playedReal * lineReal + playedImaginary * lineImaginary;
            productImaginary[i] = playedImaginary * lineReal - playedReal * lineImaginary;
        }
        System.arraycopy(productReal, 0, real, 0, size);
        System.arraycopy(productImaginary, 0, imaginary, 0, size);
    }

    private static double[] evened(double[] samples) {
        double[] even = new double[samples.length];
        for (int i = 1; i < samples.length; i++) {
            even[i] = samples[i] - EVENING * samples[i - 1];
        }
        return even;
    }
}
