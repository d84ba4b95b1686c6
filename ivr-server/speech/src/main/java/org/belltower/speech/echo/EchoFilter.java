package org.belltower.speech.echo;

/**
 * How a line changes what it sends back, learnt from all that has come back so far: the filter whose output is most like it.
 * <i>Confined to one thread at a time.</i> What else is on the line has nothing to do with what is played and averages out.
 *
 * <p>Least squares over the correlations (Wiener), solved as Levinson has it. Spec: ITU-T G.168 for what a line's echo is like.
 */
final class EchoFilter {
    /** Before the delay that was found: the strongest echo need not be the first. */
    static final int LEAD = 48;

    /** 32 ms: a hybrid's echo is over by then. */
    static final int TAPS = LEAD + 256;

    /** What has been heard counts for half after seven seconds. */
    private static final double FORGETTING = 0.997;

    /** Keeps frequencies that are never played from being guessed at. */
    private static final double LOADING = 1.0005;

    private final double[] played = new double[TAPS];
    private final double[] crossed = new double[TAPS];
    private double[] taps = new double[TAPS];

    /**
     * Learns from a frame.
     *
     * @param sound what was played, of which {@link #TAPS} samples are before the frame's first
     * @param line what came back
     */
    void learn(double[] sound, double[] line) {
        for (int k = 0; k < TAPS; k++) {
            double own = 0;
            double cross = 0;
            for (int n = 0; n < line.length; n++) {
                double before = sound[TAPS + n - k];
                own += sound[TAPS + n] * before;
                cross += line[n] * before;
            }
            played[k] = FORGETTING * played[k] + own;
            crossed[k] = FORGETTING * crossed[k] + cross;
        }
    }

    /** What would come back of a sound, as in {@link #learn}. */
    void estimate(double[] sound, double[] into) {
        for (int n = 0; n < into.length; n++) {
            double sum = 0;
            for (int k = 0; k < TAPS; k++) {
                sum += taps[k] * sound[TAPS + n - k];
            }
            into[n] = sum;
        }
    }

    /** Makes the filter of what has been learnt. */
    void solve() {
        double power = played[0] * LOADING + 1;
        double[] solution = new double[TAPS];
        double[] predictor = new double[TAPS];
        predictor[0] = 1;
        solution[0] = crossed[0] / power;
        double error = power;
        for (int order = 1; order < TAPS; order++) {
            double reflected = 0;
            for (int i = 0; i < order; i++) {
                reflected -= predictor[i] * played[order - i];
            }
            double reflection = reflected / error;
            double[] next = predictor.clone();
            for (int i = 1; i <= order; i++) {
                next[i] += reflection * predictor[order - i];
            }
            predictor = next;
            error *= 1 - reflection * reflection;
            if (!(error > 0)) {
                return;
            }
            double missing = crossed[order];
            for (int i = 0; i < order; i++) {
                missing -= solution[i] * played[order - i];
            }
            double gain = missing / error;
            for (int i = 0; i <= order; i++) {
                solution[i] += gain * predictor[order - i];
            }
        }
        taps = solution;
    }
}
