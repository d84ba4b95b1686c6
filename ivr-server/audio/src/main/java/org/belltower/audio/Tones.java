package org.belltower.audio;

import java.time.Duration;

/** Sums of sines. *Immutable.* */
public final class Tones {
    private Tones() {}

    /** One sine: frequency in hertz, level in dBFS (0 is full scale). */
    public record Sine(double hertz, double dbfs) {}

    /** The sum of the sines for that long, each beginning at phase 0; clipped at full scale. */
    public static Pcm sum(Duration length, SampleRate rate, Sine... sines) {
        short[] out = new short[Math.toIntExact(rate.samplesIn(length))];
        for (int i = 0; i < out.length; i++) {
            double value = 0;
            for (Sine sine : sines) {
                value += Level.amplitudeOf(sine.dbfs()) * Math.sin(2 * Math.PI * sine.hertz() * i / rate.hertz());
            }
            out[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
        }
        return Pcm.owning(out, rate);
    }
}
