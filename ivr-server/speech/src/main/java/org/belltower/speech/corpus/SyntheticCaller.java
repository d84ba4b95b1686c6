package org.belltower.speech.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.belltower.audio.Pcm;
import org.belltower.speech.Prosody;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.Utterance;

/**
 * A voice that says what a corpus needs. <i>Immutable. Thread-safe as its engine is,</i> which is another's to close.
 *
 * @param name for tables
 */
public record SyntheticCaller(String name, Synthesizer engine, Locale language, Prosody prosody) {
    private static final List<String> ACCENTS =
            List.of("en-US", "en-GB", "en-GB-x-rp", "en-GB-scotland", "en-029", "en-GB-x-gbclan");

    /** English voices: the one of MaryTTS and the accents of eSpeak NG, each slow, usual and quick, low and high. */
    public static List<SyntheticCaller> english(Synthesizer mary, Synthesizer espeak) {
        List<SyntheticCaller> callers = new ArrayList<>();
        for (double rate : new double[] {0.85, 1.0, 1.15}) {
            for (double pitch : new double[] {0.8, 1.0, 1.25}) {
                var prosody = new Prosody(rate, pitch, 1);
                callers.add(new SyntheticCaller("mary " + rate + "/" + pitch, mary, Locale.US, prosody));
                for (String accent : ACCENTS) {
                    callers.add(new SyntheticCaller(
                            accent + " " + rate + "/" + pitch, espeak, Locale.forLanguageTag(accent), prosody));
                }
            }
        }
        return List.copyOf(callers);
    }

    /** Says a text; 8 kHz, as {@link org.belltower.speech.Mastering} levels it. */
    public Pcm say(String text) {
        return engine.synthesize(new Utterance(text, language, prosody));
    }
}
