package org.belltower.speech.echo;

/** The fast Fourier transform of a power of two of complex numbers, in place. <i>Immutable.</i> Source: Cooley and Tukey 1965. */
final class Fourier {
    private final int size;
    private final double[] cosines;
    private final double[] sines;

    Fourier(int size) {
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("a power of two is wanted, not " + size);
        }
        this.size = size;
        this.cosines = new double[size / 2];
        this.sines = new double[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = Math.cos(-2 * Math.PI * i / size);
            sines[i] = Math.sin(-2 * Math.PI * i / size);
        }
    }

    int size() {
        return size;
    }

    void transform(double[] real, double[] imaginary) {
        for (int i = 0; i < size; i++) {
            int other = Integer.reverse(i) >>> Integer.numberOfLeadingZeros(size - 1);
            if (other > i) {
                swap(real, i, other);
                swap(imaginary, i, other);
            }
        }
        for (int half = 1; half < size; half *= 2) {
            int step = size / (2 * half);
            for (int from = 0; from < size; from += 2 * half) {
                for (int k = 0; k < half; k++) {
                    int one = from + k;
                    int other = one + half;
                    double cosine = cosines[k * step];
                    double sine = sines[k * step];
                    double turnedReal = real[other] * cosine - imaginary[other] * sine;
                    double turnedImaginary = real[other] * sine + imaginary[other] * cosine;
                    real[other] = real[one] - turnedReal;
                    imaginary[other] = imaginary[one] - turnedImaginary;
                    real[one] += turnedReal;
                    imaginary[one] += turnedImaginary;
                }
            }
        }
    }

    /** Back again, but for a factor of the size. */
    void inverse(double[] real, double[] imaginary) {
        transform(imaginary, real);
    }

    private static void swap(double[] values, int one, int other) {
        double kept = values[one];
        values[one] = values[other];
        values[other] = kept;
    }
}
