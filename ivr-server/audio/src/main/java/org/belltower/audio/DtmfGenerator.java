package org.belltower.audio;

import java.time.Duration;

/**
 * Keys as sound. *Immutable.*
 *
 * <p>Spec: ITU-T Q.23. Default level −10 dBFS per tone (about −7 dBm0), high group 2 dB above the low group, which is
 * what a line's attenuation asks for.
 */
public final class DtmfGenerator {
    /** Level of the low group. */
    public static final double LOW_DBFS = -10;

    /** Level of the high group. */
    public static final double HIGH_DBFS = -8;

    private DtmfGenerator() {}

    /** One key for that long, at the default levels. */
    public static Pcm key(DtmfTone tone, Duration length, SampleRate rate) {
        return Tones.sum(
                length, rate, new Tones.Sine(tone.lowHertz(), LOW_DBFS), new Tones.Sine(tone.highHertz(), HIGH_DBFS));
    }
}
