package org.belltower.speech.recognition;

import java.time.Duration;
import java.util.List;
import org.belltower.grammar.ActiveGrammar;

/**
 * What to listen for, and how. <i>Immutable.</i> Which language it is, the grammars say.
 *
 * <p>Spec: VoiceXML 2.0 §4.1.5.1, §6.3.2; VoiceXML 2.1 §7.
 *
 * @param grammars those of words, the narrowest scope first; at least one
 * @param hotword whether only speech that a grammar accepts counts; all else is passed over
 * @param confidenceLevel from 0.0 to 1.0; a reading below is not understood
 * @param sensitivity from 0.0, hears only loud speech, to 1.0
 * @param speedVsAccuracy from 0.0, fastest, to 1.0, most accurate
 * @param complete silence that ends speech which a grammar accepts and no further word can follow
 * @param incomplete silence that ends speech which no grammar accepts yet, or which may go on
 * @param maxSpeech longest speech
 * @param maxNBest how many readings at most, from 1
 * @param keepAudio whether the outcome holds what was said; never where it is secret
 * @param secret whether the words must appear nowhere but in the outcome
 */
public record ListeningRequest(
        List<ActiveGrammar> grammars,
        boolean hotword,
        double confidenceLevel,
        double sensitivity,
        double speedVsAccuracy,
        Duration complete,
        Duration incomplete,
        Duration maxSpeech,
        int maxNBest,
        boolean keepAudio,
        boolean secret) {
    public ListeningRequest {
        grammars = List.copyOf(grammars);
        keepAudio = keepAudio && !secret;
        if (grammars.isEmpty()) {
            throw new IllegalArgumentException("nothing to listen for");
        }
        if (maxNBest < 1) {
            throw new IllegalArgumentException("at least one reading is wanted, but maxNBest is " + maxNBest);
        }
    }
}
