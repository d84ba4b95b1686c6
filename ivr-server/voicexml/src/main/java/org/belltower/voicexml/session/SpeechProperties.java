package org.belltower.voicexml.session;

import java.util.Optional;
import org.belltower.voicexml.Confidence;
import org.belltower.voicexml.SpeechSettings;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.PropertyValue;

/** Reads the properties that rule over a recogniser. Spec: VoiceXML 2.0 §6.3.2, §6.3.6; VoiceXML 2.1 §7. */
final class SpeechProperties {
    private static final String WAV = "audio/x-wav";

    private SpeechProperties() {}

    static SpeechSettings read(Context context) {
        SpeechSettings usual = SpeechSettings.DEFAULT;
        return new SpeechSettings(
                new Confidence(share("confidencelevel", usual.confidenceLevel().value(), context)),
                share("sensitivity", usual.sensitivity(), context),
                share("speedvsaccuracy", usual.speedVsAccuracy(), context),
                context.time("completetimeout", usual.completeTimeout()),
                context.time("incompletetimeout", usual.incompleteTimeout()),
                context.time("maxspeechtimeout", usual.maxSpeech()),
                maxNBest(context),
                context.property("recordutterance").orElse("false").equals("true")
                        ? context.property("recordutterancetype").or(() -> Optional.of(WAV))
                        : Optional.empty());
    }

    /** How many hypotheses documents see. */
    static int maxNBest(Context context) {
        return context.property("maxnbest")
                .map(text -> PropertyValue.count("maxnbest", text))
                .orElse(SpeechSettings.DEFAULT.maxNBest());
    }

    private static double share(String name, double otherwise, Context context) {
        return context.property(name)
                .map(text -> PropertyValue.share(name, text))
                .orElse(otherwise);
    }
}
