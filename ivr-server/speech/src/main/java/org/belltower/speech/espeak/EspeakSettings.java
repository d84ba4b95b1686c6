package org.belltower.speech.espeak;

import java.time.Duration;

/**
 * How the eSpeak NG engine runs. <em>Immutable.</em>
 *
 * @param binary name of the program, looked up in {@code PATH}, or its path
 * @param atOnce child processes at the same time
 * @param waiting texts that may wait for a process
 * @param deadline from the call to the audio; a child over it is killed
 */
public record EspeakSettings(String binary, int atOnce, int waiting, Duration deadline) {
    /** Debian's program, as many at once as there are processors but at least two, five seconds a text. */
    public static final EspeakSettings DEFAULT = new EspeakSettings(
            "espeak-ng", Math.max(2, Runtime.getRuntime().availableProcessors()), 256, Duration.ofSeconds(5));

    /** The same with another program, for a build of one's own. */
    public EspeakSettings withBinary(String other) {
        return new EspeakSettings(other, atOnce, waiting, deadline);
    }

    /** The same with another deadline. */
    public EspeakSettings withDeadline(Duration other) {
        return new EspeakSettings(binary, atOnce, waiting, other);
    }
}
