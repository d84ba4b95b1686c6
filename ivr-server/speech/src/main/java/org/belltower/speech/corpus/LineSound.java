package org.belltower.speech.corpus;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.belltower.audio.G711;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;

/** What a line does to speech, and what else it may sound like; all at 8 kHz, and the same for the same seed. */
public final class LineSound {
    private static final SampleRate RATE = SampleRate.HZ_8000;
    private static final int FRAME = 160;

    /** What is quieter is a pause and no part of the level of speech. */
    private static final double PAUSE_DBFS = -50;

    /** Kinds of noise. */
    public enum Noise {
        /** Even at all frequencies. */
        WHITE,
        /** More at low frequencies, as rooms and roads have it. */
        PINK,
        /** Mains hum and its harmonics. */
        HUM,
        /** Knocks of 150 ms with pauses. */
        BURSTS
    }

    private LineSound() {}

    /** Speech at a level: the mean of its frames without the pauses, in dBFS. */
    public static Pcm at(double dbfs, Pcm speech) {
        double level = level(speech);
        return level == Level.SILENCE ? speech : amplified(dbfs - level, speech);
    }

    /** The mean of the frames of speech without the pauses, in dBFS; {@link Level#SILENCE} where there are only pauses. */
    public static double level(Pcm speech) {
        short[] samples = speech.toArray();
        double power = 0;
        int frames = 0;
        for (int i = 0; i + FRAME <= samples.length; i += FRAME) {
            double level = Level.dbfs(samples, i, FRAME);
            if (level > PAUSE_DBFS) {
                power += Math.pow(10, level / 10);
                frames++;
            }
        }
        return frames == 0 ? Level.SILENCE : 10 * Math.log10(power / frames);
    }

    /** Louder by so many decibels; what is over full scale is clipped. */
    public static Pcm amplified(double decibels, Pcm audio) {
        double gain = Math.pow(10, decibels / 20);
        short[] samples = audio.toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = clipped(samples[i] * gain);
        }
        return Pcm.of(samples, audio.rate());
    }

    /** Both at once, from the beginning; as long as the longer. */
    public static Pcm mixed(Pcm one, Pcm other) {
        short[] samples = new short[Math.max(one.length(), other.length())];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = clipped((i < one.length() ? one.sample(i) : 0) + (i < other.length() ? other.sample(i) : 0));
        }
        return Pcm.of(samples, RATE);
    }

    /** With pink noise under it from its beginning to its end, at a level in dBFS. */
    public static Pcm inNoise(Pcm sound, double dbfs, long seed) {
        return mixed(sound, noise(Noise.PINK, sound.length(), dbfs, seed));
    }

    /** Noise at a level in dBFS. */
    public static Pcm noise(Noise kind, int length, double dbfs, long seed) {
        var random = new Random(seed);
        double amplitude = Level.amplitudeOf(dbfs) / Math.sqrt(2);
        short[] samples = new short[length];
        double low = 0;
        for (int i = 0; i < length; i++) {
            double white = random.nextGaussian();
            low = 0.95 * low + Math.sqrt(1 - 0.95 * 0.95) * white;
            double value = switch (kind) {
                case WHITE -> white;
                case PINK -> low;
                case HUM ->
                    1.3 * Math.sin(2 * Math.PI * 50 * i / 8000.0) + 0.6 * Math.sin(2 * Math.PI * 150 * i / 8000.0);
                case BURSTS -> i / 1200 % 4 == 0 ? 1.9 * white : 0.1 * white;
            };
            samples[i] = clipped(value * amplitude);
        }
        return Pcm.of(samples, RATE);
    }

    /** A melody with harmonics at a level in dBFS. */
    public static Pcm music(int length, double dbfs) {
        double[] notes = {262, 330, 392, 523, 440, 349};
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            double value = 0;
            for (int harmonic = 1; harmonic < 6; harmonic++) {
                value += Math.sin(2 * Math.PI * notes[i / 2000 % notes.length] * harmonic * i / 8000) / harmonic;
            }
            samples[i] = clipped(3000 * value * Math.exp(-(i % 2000) / 1500.0));
        }
        return at(dbfs, Pcm.of(samples, RATE));
    }

    /** Through A-law and back, as a call is. */
    public static Pcm alaw(Pcm audio) {
        return G711.ALAW.decode(G711.ALAW.encode(audio));
    }

    /** With packets of 20 ms lost at random; silence stands in for them, as on FreeSWITCH without a jitter buffer. */
    public static Pcm lossy(Pcm audio, double share, long seed) {
        BitSet lost = lost(audio.length(), share, seed);
        short[] samples = audio.toArray();
        for (int packet = lost.nextSetBit(0); packet >= 0; packet = lost.nextSetBit(packet + 1)) {
            Arrays.fill(samples, packet * FRAME, Math.min(samples.length, (packet + 1) * FRAME), (short) 0);
        }
        return Pcm.of(samples, RATE);
    }

    /** Which packets of 20 ms of so many samples are lost at random. */
    public static BitSet lost(int length, double share, long seed) {
        var random = new Random(seed);
        var lost = new BitSet();
        for (int packet = 0; packet * FRAME < length; packet++) {
            lost.set(packet, random.nextDouble() < share);
        }
        return lost;
    }

    private static short clipped(double value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
