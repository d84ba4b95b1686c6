package org.belltower.speech.vosk;

import java.util.Arrays;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;

/**
 * What the line sounded like: the last two seconds, and from the beginning of speech on all of it where it is wanted. <i>Confined to
 * one thread at a time.</i>
 */
final class SpokenAudio {
    /** Long enough for the beginning of speech and what is taken from before it. */
    static final int BEFORE = 16_000;

    private final boolean keep;
    private short[] samples = new short[2 * BEFORE];
    private int size;
    private boolean spoken;

    SpokenAudio(boolean keep) {
        this.keep = keep;
    }

    void add(short[] more, int count) {
        if (size + count > samples.length) {
            if (spoken && keep) {
                samples = Arrays.copyOf(samples, 2 * samples.length);
            } else {
                int kept = Math.min(size, BEFORE);
                System.arraycopy(samples, size - kept, samples, 0, kept);
                size = kept;
            }
        }
        System.arraycopy(more, 0, samples, size, count);
        size += count;
    }

    /** Speech began so many samples ago: what was before is dropped. */
    short[] begin(int ago) {
        int kept = Math.min(ago, size);
        short[] since = Arrays.copyOfRange(samples, size - kept, size);
        System.arraycopy(since, 0, samples, 0, kept);
        size = kept;
        spoken = true;
        return since;
    }

    /** All since the beginning; only where it is kept. */
    Pcm sinceBeginning() {
        return Pcm.of(Arrays.copyOf(samples, size), SampleRate.HZ_8000);
    }

    /** There was no speech after all. */
    void forget() {
        spoken = false;
    }
}
