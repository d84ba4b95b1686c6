package org.belltower.voicexml;

import java.time.Duration;
import java.util.Optional;

/**
 * How a recogniser listens. Immutable. Spec: VoiceXML 2.0 §6.3.2; VoiceXML 2.1 §7.
 *
 * @param confidenceLevel below which a result is no match
 * @param sensitivity from 0.0, hears only loud speech, to 1.0
 * @param speedVsAccuracy from 0.0, fastest, to 1.0, most accurate
 * @param completeTimeout silence that ends speech which a grammar accepts
 * @param incompleteTimeout silence that ends speech which no grammar accepts yet
 * @param maxSpeech longest speech, after which {@link InputResult.TooMuchSpeech} is the answer
 * @param maxNBest how many hypotheses at most, from 1
 * @param recordUtterance media type of a recording of each utterance; empty where none is wanted
 */
public record SpeechSettings(
        Confidence confidenceLevel,
        double sensitivity,
        double speedVsAccuracy,
        Duration completeTimeout,
        Duration incompleteTimeout,
        Duration maxSpeech,
        int maxNBest,
        Optional<String> recordUtterance) {
    /** The platform's defaults: 0.5 for the first three, 0.5 s, 1 s, 30 s, one hypothesis, nothing recorded. */
    public static final SpeechSettings DEFAULT = new SpeechSettings(
            new Confidence(0.5),
            0.5,
            0.5,
            Duration.ofMillis(500),
            Duration.ofMillis(1_000),
            Duration.ofSeconds(30),
            1,
            Optional.empty());

    public SpeechSettings {
        if (maxNBest < 1) {
            throw new IllegalArgumentException("at least one hypothesis is wanted, but maxNBest is " + maxNBest);
        }
    }
}
