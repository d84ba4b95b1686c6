package org.belltower.speech;

import java.time.Duration;
import java.util.Optional;
import org.belltower.audio.Pcm;

/**
 * Has a text spoken within the time that it is to last: once to see how long it is, and again at the rate that follows from that.
 * <em>Thread-safe.</em> Where the voice cannot speak so fast or slowly, it is as near as it gets.
 *
 * <p>Spec: SSML 1.0 §3.2.4 ({@code duration} of {@code prosody}).
 */
final class Timing {
    private static final int TRIES = 3;

    /** Nobody hears less. */
    private static final double NEAR = 0.03;

    private Timing() {}

    static Pcm synthesize(Synthesizer engine, Utterance utterance) {
        Optional<Duration> wanted = utterance.length();
        Pcm spoken = engine.synthesize(utterance);
        if (wanted.isEmpty()) {
            return spoken;
        }
        double rate = 1;
        for (int tries = 0; tries < TRIES && !isNear(spoken, wanted.get()); tries++) {
            rate *= (double) spoken.duration().toNanos() / wanted.get().toNanos();
            spoken = engine.synthesize(utterance.faster(rate));
        }
        return spoken;
    }

    private static boolean isNear(Pcm spoken, Duration wanted) {
        return Math.abs(1 - (double) spoken.duration().toNanos() / wanted.toNanos()) < NEAR;
    }
}
