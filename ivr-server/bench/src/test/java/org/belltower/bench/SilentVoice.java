package org.belltower.bench;

import java.time.Duration;
import java.util.Locale;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.Utterance;

/** Says a second of silence. */
record SilentVoice() implements Synthesizer {
    @Override
    public String id() {
        return "silent";
    }

    @Override
    public boolean speaks(Locale language) {
        return true;
    }

    @Override
    public Pcm synthesize(Utterance utterance) {
        return Pcm.silence(Duration.ofSeconds(1), SampleRate.HZ_8000);
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
