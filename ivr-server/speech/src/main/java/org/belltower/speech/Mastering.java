package org.belltower.speech;

import java.time.Duration;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.Resampler;
import org.belltower.audio.SampleRate;
import org.belltower.speech.SynthesisException.Failure;

/**
 * Turns what an engine gives into a clip: 8 kHz, silence trimmed, one loudness for all engines, edges that do not click.
 * <em>Immutable.</em>
 */
public final class Mastering {
    /** Changes whenever the same engine audio would come out otherwise: part of every engine's {@link Synthesizer#id()}. */
    public static final String VERSION = "m2";

    /** Level of the spoken parts; about −17 dBm0 on a G.711 line. Unit: dBFS as {@link Level} has it. */
    public static final double SPEECH_DBFS = -20;

    /** No sample exceeds this; a voice with sharper peaks comes out softer rather than clipped. */
    public static final double PEAK_DBFS = -3;

    /** Silence that stays before the first sound: two clips in a row are at most 20 ms apart, and the fade needs 5. */
    public static final Duration LEAD = Duration.ofMillis(10);

    /** Silence that stays after the last sound. */
    public static final Duration TAIL = Duration.ofMillis(10);

    private static final SampleRate RATE = SampleRate.HZ_8000;
    private static final int BLOCK = 40;
    private static final int FADE = 40;
    private static final double SILENT_BELOW_LOUDEST_DB = 40;
    private static final double PAUSE_BELOW_LOUDEST_DB = 25;

    private Mastering() {}

    /**
     * Makes the clip of an engine's audio.
     *
     * @param volume multiplier of the finished amplitude, 0 to 1
     * @throws SynthesisException {@link Failure#ENGINE_FAILED} where there is no sound in the audio
     */
    public static Pcm master(String engine, Pcm raw, double volume) {
        short[] samples = Resampler.resample(raw, RATE).toArray();
        double loudest = loudestBlock(samples);
        if (loudest <= Level.SILENCE) {
            throw new SynthesisException(Failure.ENGINE_FAILED, engine, engine + " gave silence for the text");
        }
        int from = firstSound(samples, loudest);
        int to = lastSound(samples, loudest);
        from = Math.max(0, from - (int) RATE.samplesIn(LEAD));
        to = Math.min(samples.length, to + (int) RATE.samplesIn(TAIL));
        double gain = volume * gain(samples, from, to, loudest);
        short[] clip = new short[to - from];
        for (int i = 0; i < clip.length; i++) {
            clip[i] = (short) Math.round(samples[from + i] * gain * fade(i, clip.length));
        }
        return Pcm.of(clip, RATE);
    }

    private static double loudestBlock(short[] samples) {
        double loudest = Level.SILENCE;
        for (int at = 0; at < samples.length; at += BLOCK) {
            loudest = Math.max(loudest, block(samples, at));
        }
        return loudest;
    }

    private static double block(short[] samples, int at) {
        return Level.dbfs(samples, at, Math.min(BLOCK, samples.length - at));
    }

    private static int firstSound(short[] samples, double loudest) {
        int at = 0;
        while (block(samples, at) < loudest - SILENT_BELOW_LOUDEST_DB) {
            at += BLOCK;
        }
        return at;
    }

    private static int lastSound(short[] samples, double loudest) {
        int at = (samples.length - 1) / BLOCK * BLOCK;
        while (block(samples, at) < loudest - SILENT_BELOW_LOUDEST_DB) {
            at -= BLOCK;
        }
        return Math.min(samples.length, at + BLOCK);
    }

    /** From the energy of the blocks that hold speech: pauses must not make a hesitant sentence louder. */
    private static double gain(short[] samples, int from, int to, double loudest) {
        double energy = 0;
        int count = 0;
        int peak = 1;
        for (int at = from / BLOCK * BLOCK; at < to; at += BLOCK) {
            boolean speech = block(samples, at) >= loudest - PAUSE_BELOW_LOUDEST_DB;
            for (int i = at; i < Math.min(at + BLOCK, samples.length); i++) {
                peak = Math.max(peak, Math.abs((int) samples[i]));
                if (speech) {
                    energy += (double) samples[i] * samples[i];
                    count++;
                }
            }
        }
        double wanted = Level.amplitudeOf(SPEECH_DBFS) / Math.sqrt(2);
        return Math.min(wanted / Math.sqrt(energy / count), Level.amplitudeOf(PEAK_DBFS) / peak);
    }

    private static double fade(int at, int length) {
        int distance = Math.min(at, length - 1 - at);
        return distance >= FADE ? 1 : (1 - Math.cos(Math.PI * distance / FADE)) / 2;
    }
}
