package org.belltower.server.config;

import java.nio.file.Path;
import java.util.Optional;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.vosk.VoskSettings;

/**
 * Synthesis and recognition. Immutable.
 *
 * @param cacheMegabytes how much synthesised speech is kept on disk, 1 or more
 * @param recognition whether callers are listened to; without, every application has keys only
 * @param atOnce callers that are listened to at the same time, 1 or more; fields beyond take keys only
 * @param threads that recognise, 1 or more
 * @param models the folder of the models; in the data folder where none is named
 * @param minimumConfidence in percent, 0 to 100: what is less sure is not understood, even if an application asks for less
 * @param tap how the caller's sound comes from the switch
 */
public record SpeechConfig(
        int cacheMegabytes,
        boolean recognition,
        int atOnce,
        int threads,
        Optional<Path> models,
        int minimumConfidence,
        CallerTapKind tap) {
    /** The folder of the models under the data folder. */
    public static final String MODELS = "models";

    private static final int PERCENT = 100;

    public static final SpeechConfig DEFAULT = of(VoskSettings.of(ModelStore.in(Path.of(MODELS))));

    public SpeechConfig {
        if (cacheMegabytes < 1) {
            throw new IllegalArgumentException("'cache-megabytes' must be 1 or more, but is " + cacheMegabytes);
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("'at-once' must be 1 or more, but is " + atOnce);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("'threads' must be 1 or more, but is " + threads);
        }
        if (minimumConfidence < 0 || minimumConfidence > PERCENT) {
            throw new IllegalArgumentException("'minimum-confidence' must be 0 to 100, but is " + minimumConfidence);
        }
    }

    private static SpeechConfig of(VoskSettings settings) {
        return new SpeechConfig(
                512,
                true,
                settings.atOnce(),
                settings.threads(),
                Optional.empty(),
                Math.toIntExact(Math.round(PERCENT * settings.minimumConfidence())),
                CallerTapKind.FILE);
    }

    /** The same with the models in another folder. */
    public SpeechConfig withModels(Path folder) {
        return new SpeechConfig(
                cacheMegabytes, recognition, atOnce, threads, Optional.of(folder), minimumConfidence, tap);
    }

    /** The same, listening to keys only, or to words too. */
    public SpeechConfig listening(boolean toWords) {
        return new SpeechConfig(cacheMegabytes, toWords, atOnce, threads, models, minimumConfidence, tap);
    }

    /** The same, listening to so many callers at the same time. */
    public SpeechConfig toAtMost(int callers) {
        return new SpeechConfig(cacheMegabytes, recognition, callers, threads, models, minimumConfidence, tap);
    }

    /** The same with another way for the caller's sound. */
    public SpeechConfig by(CallerTapKind kind) {
        return new SpeechConfig(cacheMegabytes, recognition, atOnce, threads, models, minimumConfidence, kind);
    }

    /** The models, where the server's data lies there. */
    public ModelStore store(Path data) {
        return ModelStore.in(models.orElseGet(() -> data.resolve(MODELS)));
    }

    /** As the recogniser takes it. */
    public VoskSettings settings(Path data) {
        return new VoskSettings(store(data), atOnce, threads, (double) minimumConfidence / PERCENT);
    }
}
