package org.belltower.acceptance;

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

/** A synthetic voice for callers who speak. Its opener closes it. */
final class Voice implements AutoCloseable {
    private final SynthesizerChain engines = SynthesizerChain.of(
            InstantSource.system(), List.of(MaryTts.open(MarySettings.DEFAULT), EspeakNg.open(EspeakSettings.DEFAULT)));

    /** English words as sound of 8 kHz. */
    Pcm english(String words) {
        return engines.synthesize(Utterance.of(words, Locale.US));
    }

    @Override
    public void close() {
        engines.close();
    }
}
