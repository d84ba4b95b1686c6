package org.belltower.speech.vosk;

import java.time.Duration;
import java.util.List;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.speech.recognition.ListeningRequest;

/** Requests for tests: the defaults of a platform, and one thing changed. */
final class Requests {
    static final ListeningRequest USUAL = new ListeningRequest(
            List.of(Grammars.english("yes | no")),
            false,
            0.5,
            0.5,
            0.5,
            Duration.ofMillis(600),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            1,
            false,
            false);

    static final ListeningRequest OPERATOR = of("balance | operator | (net value)");

    private Requests() {}

    static ListeningRequest of(String rule) {
        return of(Grammars.english(rule));
    }

    static ListeningRequest of(ActiveGrammar... grammars) {
        return new ListeningRequest(
                List.of(grammars),
                USUAL.hotword(),
                USUAL.confidenceLevel(),
                USUAL.sensitivity(),
                USUAL.speedVsAccuracy(),
                USUAL.complete(),
                USUAL.incomplete(),
                USUAL.maxSpeech(),
                USUAL.maxNBest(),
                USUAL.keepAudio(),
                USUAL.secret());
    }

    static ListeningRequest hotword(String rule) {
        return new ListeningRequest(
                List.of(Grammars.english(rule)),
                true,
                USUAL.confidenceLevel(),
                USUAL.sensitivity(),
                USUAL.speedVsAccuracy(),
                USUAL.complete(),
                USUAL.incomplete(),
                USUAL.maxSpeech(),
                1,
                false,
                false);
    }

    static ListeningRequest patient(String rule, Duration complete, Duration incomplete) {
        return new ListeningRequest(
                List.of(Grammars.english(rule)),
                false,
                0.5,
                0.5,
                0.5,
                complete,
                incomplete,
                USUAL.maxSpeech(),
                1,
                true,
                false);
    }

    static ListeningRequest upTo(String rule, Duration maxSpeech) {
        return new ListeningRequest(
                List.of(Grammars.english(rule)),
                false,
                0.5,
                0.5,
                0.5,
                USUAL.complete(),
                USUAL.incomplete(),
                maxSpeech,
                1,
                true,
                false);
    }

    /** As many readings as there may be, however unsure. */
    static ListeningRequest anything(String rule, int nBest) {
        return sure(rule, 0.0, nBest);
    }

    static ListeningRequest sure(String rule, double confidence, int nBest) {
        return new ListeningRequest(
                List.of(Grammars.english(rule)),
                false,
                confidence,
                0.5,
                0.5,
                USUAL.complete(),
                USUAL.incomplete(),
                USUAL.maxSpeech(),
                nBest,
                false,
                false);
    }

    static ListeningRequest sensitive(String rule, double sensitivity) {
        return new ListeningRequest(
                List.of(Grammars.english(rule)),
                false,
                0.5,
                sensitivity,
                0.5,
                USUAL.complete(),
                USUAL.incomplete(),
                USUAL.maxSpeech(),
                1,
                false,
                false);
    }

    static ListeningRequest quick(String rule) {
        return new ListeningRequest(
                List.of(Grammars.english(rule)),
                false,
                0.5,
                0.5,
                0.0,
                USUAL.complete(),
                USUAL.incomplete(),
                USUAL.maxSpeech(),
                1,
                false,
                false);
    }
}
