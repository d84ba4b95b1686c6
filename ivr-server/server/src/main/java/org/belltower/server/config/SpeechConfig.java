package org.belltower.server.config;

import org.belltower.speech.vosk.VoskSettings;

/**
 * Synthesis and recognition. Immutable.
 *
 * @param cacheMegabytes how much synthesised speech is kept on disk, 1 or more
 * @param recognition whether words are listened to; without it only keys are
 * @param atOnce callers who are listened to at the same time, 1 or more; one more falls back to keys
 * @param tap how their sound comes from the switch
 */
public record SpeechConfig(int cacheMegabytes, boolean recognition, int atOnce, CallerTapKind tap) {
    public static final SpeechConfig DEFAULT = new SpeechConfig(
            512,
            true,
            VoskSettings.AT_ONCE_A_PROCESSOR * Runtime.getRuntime().availableProcessors(),
            CallerTapKind.FILE);

    public SpeechConfig {
        if (cacheMegabytes < 1) {
            throw new IllegalArgumentException("'cache-megabytes' must be 1 or more, but is " + cacheMegabytes);
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("'at-once' must be 1 or more, but is " + atOnce);
        }
    }

    /** The same, listening to keys only. */
    public SpeechConfig withoutRecognition() {
        return new SpeechConfig(cacheMegabytes, false, atOnce, tap);
    }

    /** The same with another way for the sound. */
    public SpeechConfig by(CallerTapKind kind) {
        return new SpeechConfig(cacheMegabytes, recognition, atOnce, kind);
    }
}
