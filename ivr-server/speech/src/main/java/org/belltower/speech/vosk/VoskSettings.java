package org.belltower.speech.vosk;

import org.belltower.speech.model.ModelStore;

/**
 * How the recogniser runs. <i>Immutable.</i>
 *
 * @param models where its models are
 * @param atOnce callers it listens to at the same time, 1 or more; one more is refused
 * @param threads that recognise, 1 or more
 * @param minimumConfidence from 0.0 to 1.0: what is less sure is not understood, even if an application asks for less
 */
public record VoskSettings(ModelStore models, int atOnce, int threads, double minimumConfidence) {
    /** Callers that a processor recognises at the same time; most of a field is silence or thought. */
    public static final int AT_ONCE_A_PROCESSOR = 8;

    public static final double DEFAULT_MINIMUM_CONFIDENCE = 0.2;

    public VoskSettings {
        if (atOnce < 1 || threads < 1) {
            throw new IllegalArgumentException("one caller and one thread at least, not " + atOnce + " and " + threads);
        }
        if (!(minimumConfidence >= 0 && minimumConfidence <= 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1, not " + minimumConfidence);
        }
    }

    /** One thread a processor, and eight callers on each. */
    public static VoskSettings of(ModelStore models) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new VoskSettings(models, AT_ONCE_A_PROCESSOR * processors, processors, DEFAULT_MINIMUM_CONFIDENCE);
    }
}
