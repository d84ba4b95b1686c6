package org.belltower.speech.marytts;

import java.time.Duration;

/**
 * How the MaryTTS engine runs. <em>Immutable.</em>
 *
 * @param atOnce texts that are spoken at the same time
 * @param waiting texts that may wait for their turn
 * @param deadline from the call to the audio, including the loading of the voice with the first text
 */
public record MarySettings(int atOnce, int waiting, Duration deadline) {
    /** As many at once as there are processors, at most four: a text keeps a processor busy. */
    public static final MarySettings DEFAULT =
            new MarySettings(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4), 256, Duration.ofSeconds(10));
}
