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
    private static final List<String> ACCENTS = List.of(
            "en-US",
            "en-GB",
            "en-GB-scotland",
            "en-GB-x-rp",
            "en-029",
            "en-GB-x-gbclan",
            "en-GB-x-gbcwmd",
            "en-US-x-nyc");

    /** The callers in two halves that have no voice in common. */
    public enum Half {
        /** What thresholds and weights are chosen with. */
        CHOOSING,
        /** What is reported: callers of whom nothing was chosen. */
        HELD_OUT
    }

    /**
     * English voices: the one of MaryTTS and all accents that eSpeak NG has without MBROLA's data, each slow, usual and quick, low and
     * high. No accent of eSpeak NG is on both sides, and no manner of MaryTTS.
     */
    public static List<SyntheticCaller> english(Synthesizer mary, Synthesizer espeak, Half half) {
        List<SyntheticCaller> callers = new ArrayList<>();
        boolean mine = half == Half.CHOOSING;
        for (double rate : new double[] {0.85, 1.0, 1.15}) {
            for (double pitch : new double[] {0.8, 1.0, 1.25}) {
                var prosody = new Prosody(rate, pitch, 1);
                if (mine) {
                    callers.add(new SyntheticCaller("mary " + rate + "/" + pitch, mary, Locale.US, prosody));
                }
                mine = !mine;
                for (int i = half == Half.CHOOSING ? 0 : 1; i < ACCENTS.size(); i += 2) {
                    String accent = ACCENTS.get(i);
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
