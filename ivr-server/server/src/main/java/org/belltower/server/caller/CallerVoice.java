package org.belltower.server.caller;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.belltower.audio.Pcm;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.Utterance;
import org.belltower.speech.espeak.EspeakNg;
import org.belltower.speech.espeak.EspeakSettings;
import org.belltower.speech.marytts.MarySettings;
import org.belltower.speech.marytts.MaryTts;

/** A synthetic voice for callers who speak. Thread-safe. Its opener closes it. */
public final class CallerVoice implements AutoCloseable {
    private final SynthesizerChain engines;

    private CallerVoice(SynthesizerChain engines) {
        this.engines = engines;
    }

    /** Engines are loaded with the first words, or by {@link #warmUp}. */
    public static CallerVoice open() {
        return new CallerVoice(SynthesizerChain.of(
                InstantSource.system(),
                List.of(MaryTts.open(MarySettings.DEFAULT), EspeakNg.open(EspeakSettings.DEFAULT))));
    }

    /** Loads the engines, so that a caller in a call need not be waited for. */
    public void warmUp() {
        engines.warmUp();
    }

    /** The language in which somebody would read words out: Chinese where a Chinese character is among them, else English. */
    public static Locale language(String words) {
        return words.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN)
                ? Locale.SIMPLIFIED_CHINESE
                : Locale.US;
    }

    /** Words as sound of 8 kHz, in their {@link #language}. */
    public Pcm say(String words) {
        return engines.synthesize(Utterance.of(words, language(words)));
    }

    @Override
    public void close() {
        engines.close();
    }
}
