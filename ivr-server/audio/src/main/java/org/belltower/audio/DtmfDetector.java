package org.belltower.audio;

/**
 * Finds keys in 8 kHz sound, however it is cut into pieces. *Confined to one thread.* Allocates nothing after creation.
 *
 * <p>Every 5 ms the last 20 ms are weighted by a Hann window and measured at the eight frequencies (Goertzel's sums, by
 * table). Such a frame is a key's if its strongest low and high frequency are loud enough, in balance, and together hold
 * most of the frame's energy. Five frames in one run are a key of at least 35 ms; a run ends after six frames without
 * it, about 20 ms of something else, so that an interruption of 10 ms is bridged. From the phase between frames follows
 * the exact frequency, averaged over the run and checked at its end, when the key is reported.
 *
 * <p>Measured limits, held by tests: frequency accepted to ±1.5 %, refused from ±3.5 %; twist accepted from −8 to +4 dB;
 * 40 ms accepted, 23 ms refused; pauses from 40 ms part keys; −25 to −3 dBm0 a tone.
 *
 * <p>Spec: ITU-T Q.24 table A-1 (AT&amp;T and the common core of the other administrations).
 */
public final class DtmfDetector {
    /** Takes the keys. */
    public interface Sink {
        /**
         * A key was let go.
         *
         * @param samples how long it was heard, at 8 kHz, to about 5 ms
         */
        void key(DtmfTone tone, int samples);
    }

    private static final int WINDOW = 160;
    private static final int HOP = 40;
    private static final int GROUP = 4;
    private static final int MIN_FRAMES = 5;
    private static final int MAX_GAP_FRAMES = 5;

    /** What the window's soft edges take from a run's length. */
    private static final int EDGE_SAMPLES = 92;

    private static final double MIN_DBM0 = -32;
    private static final double MAX_HIGH_OVER_LOW = Math.pow(10, 5 / 20.0);
    private static final double MAX_LOW_OVER_HIGH = Math.pow(10, 9 / 20.0);
    private static final double MIN_SHARE = 0.9;
    private static final double MAX_DEVIATION = 0.019;

    private final double[] history = new double[WINDOW];
    private final GoertzelBank bank = new GoertzelBank(WINDOW, HOP);
    private final double minAmplitude;
    private int at;
    private int sinceHop;

    private int row = -1;
    private int column = -1;
    private int frames;
    private int gap;
    private int gapsInRun;
    private double lowTurn;
    private double lowWeight;
    private double highTurn;
    private double highWeight;

    public DtmfDetector() {
        minAmplitude = 32768 * Math.pow(10, (MIN_DBM0 - Level.FULL_SCALE_DBM0) / 20);
    }

    /** Takes the next samples of the line and reports the keys that ended in them. */
    public void feed(short[] samples, int from, int count, Sink sink) {
        for (int i = from; i < from + count; i++) {
            history[at] = samples[i];
            at = at + 1 == WINDOW ? 0 : at + 1;
            if (++sinceHop == HOP) {
                sinceHop = 0;
                frame(sink);
            }
        }
    }

    /** The line has ended: reports a key that was still down. */
    public void end(Sink sink) {
        finish(sink);
    }

    private void frame(Sink sink) {
        double energy = bank.measure(history, at);
        int low = bank.strongest(0, GROUP);
        int high = bank.strongest(GROUP, 2 * GROUP);
        if (!isKey(low, high, energy)) {
            if (row >= 0 && ++gap > MAX_GAP_FRAMES) {
                finish(sink);
            }
            return;
        }
        if (low != row || high - GROUP != column) {
            finish(sink);
            row = low;
            column = high - GROUP;
        }
        gapsInRun += gap;
        gap = 0;
        frames++;
        if (frames > 1) {
            // Weighted by energy, the frames that lie wholly inside the tone decide.
            lowTurn += bank.turnSine(low);
            lowWeight += bank.turnCosine(low);
            highTurn += bank.turnSine(high);
            highWeight += bank.turnCosine(high);
        }
    }

    private boolean isKey(int low, int high, double energy) {
        double lowAmplitude = bank.amplitude(low);
        double highAmplitude = bank.amplitude(high);
        return lowAmplitude >= minAmplitude
                && highAmplitude >= minAmplitude
                && highAmplitude <= lowAmplitude * MAX_HIGH_OVER_LOW
                && lowAmplitude <= highAmplitude * MAX_LOW_OVER_HIGH
                && (lowAmplitude * lowAmplitude + highAmplitude * highAmplitude) / 2 >= MIN_SHARE * energy;
    }

    private void finish(Sink sink) {
        if (row >= 0 && frames >= MIN_FRAMES && inTune()) {
            sink.key(DtmfTone.at(row, column), (frames + gapsInRun) * HOP + EDGE_SAMPLES);
        }
        row = -1;
        column = -1;
        frames = 0;
        gap = 0;
        gapsInRun = 0;
        lowTurn = 0;
        lowWeight = 0;
        highTurn = 0;
        highWeight = 0;
    }

    private boolean inTune() {
        return Math.abs(offset(lowTurn, lowWeight)) <= MAX_DEVIATION * DtmfTone.rowHertz(row)
                && Math.abs(offset(highTurn, highWeight)) <= MAX_DEVIATION * DtmfTone.columnHertz(column);
    }

    /** Hertz between the tone and its nominal frequency, from the mean turn of its phase in a hop. */
    private static double offset(double sine, double cosine) {
        return Math.atan2(sine, cosine) / (2 * Math.PI) * 8000 / HOP;
    }
}
