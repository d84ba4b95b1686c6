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
        return new Draft(grammars).request();
    }

    static ListeningRequest hotword(String rule) {
        Draft draft = new Draft(Grammars.english(rule));
        draft.hotword = true;
        return draft.request();
    }

    static ListeningRequest patient(String rule, Duration complete, Duration incomplete) {
        Draft draft = new Draft(Grammars.english(rule));
        draft.complete = complete;
        draft.incomplete = incomplete;
        draft.keepAudio = true;
        return draft.request();
    }

    static ListeningRequest upTo(String rule, Duration maxSpeech) {
        Draft draft = new Draft(Grammars.english(rule));
        draft.maxSpeech = maxSpeech;
        draft.keepAudio = true;
        return draft.request();
    }

    /** As many readings as there may be, however unsure. */
    static ListeningRequest anything(String rule, int nBest) {
        return sure(rule, 0.0, nBest);
    }

    static ListeningRequest sure(String rule, double confidence, int nBest) {
        Draft draft = new Draft(Grammars.english(rule));
        draft.confidence = confidence;
        draft.nBest = nBest;
        return draft.request();
    }

    static ListeningRequest sensitive(String rule, double sensitivity) {
        Draft draft = new Draft(Grammars.english(rule));
        draft.sensitivity = sensitivity;
        return draft.request();
    }

    static ListeningRequest quick(String rule) {
        Draft draft = new Draft(Grammars.english(rule));
        draft.speedVsAccuracy = 0.0;
        return draft.request();
    }

    /** The usual request, but for what is changed of it. */
    private static final class Draft {
        private final List<ActiveGrammar> grammars;
        private boolean hotword = USUAL.hotword();
        private double confidence = USUAL.confidenceLevel();
        private double sensitivity = USUAL.sensitivity();
        private double speedVsAccuracy = USUAL.speedVsAccuracy();
        private Duration complete = USUAL.complete();
        private Duration incomplete = USUAL.incomplete();
        private Duration maxSpeech = USUAL.maxSpeech();
        private int nBest = USUAL.maxNBest();
        private boolean keepAudio = USUAL.keepAudio();

        Draft(ActiveGrammar... grammars) {
            this.grammars = List.of(grammars);
        }

        ListeningRequest request() {
            return new ListeningRequest(
                    grammars,
                    hotword,
                    confidence,
                    sensitivity,
                    speedVsAccuracy,
                    complete,
                    incomplete,
                    maxSpeech,
                    nBest,
                    keepAudio,
                    USUAL.secret());
        }
    }
}
