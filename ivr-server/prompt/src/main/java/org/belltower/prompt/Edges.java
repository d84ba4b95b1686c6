package org.belltower.prompt;

import java.time.Duration;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;

/**
 * Cuts the silence at the edges of a recording, so that clips follow each other as one sentence. <em>Immutable.</em> What
 * stays at both edges of two clips together is at most 20 ms; a short fade keeps the cut from clicking.
 */
final class Edges {
    /** Silence that stays at each edge. */
    static final Duration KEPT = Duration.ofMillis(10);

    private static final Duration BLOCK = Duration.ofMillis(5);

    /** Below this it is room noise: a studio's is under −60, a telephone headset's around −55. Unit: dBFS. */
    private static final double SILENT_DBFS = -50;

    private Edges() {}

    /** The recording from its first sound to its last; empty where there is none. */
    static Pcm trim(Pcm recording) {
        short[] samples = recording.toArray();
        int block = (int) recording.rate().samplesIn(BLOCK);
        int from = 0;
        while (from < samples.length && isSilent(samples, from, block)) {
            from += block;
        }
        if (from >= samples.length) {
            return recording.slice(0, 0);
        }
        int last = (samples.length - 1) / block * block;
        while (last > from && isSilent(samples, last, block)) {
            last -= block;
        }
        int kept = (int) recording.rate().samplesIn(KEPT);
        Pcm cut = recording.slice(Math.max(0, from - kept), Math.min(samples.length, last + block + kept));
        return fade(cut, block);
    }

    private static boolean isSilent(short[] samples, int at, int block) {
        return Level.dbfs(samples, at, Math.min(block, samples.length - at)) < SILENT_DBFS;
    }

    private static Pcm fade(Pcm clip, int over) {
        short[] samples = clip.toArray();
        for (int i = 0; i < Math.min(over, samples.length / 2); i++) {
            double gain = (double) i / over;
            samples[i] = (short) Math.round(samples[i] * gain);
            int mirror = samples.length - 1 - i;
            samples[mirror] = (short) Math.round(samples[mirror] * gain);
        }
        return Pcm.of(samples, clip.rate());
    }
}
