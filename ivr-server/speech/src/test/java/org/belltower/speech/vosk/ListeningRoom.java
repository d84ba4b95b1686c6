package org.belltower.speech.vosk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.Utterance;
import org.belltower.speech.corpus.LineSound;
import org.belltower.speech.corpus.LineSound.Noise;
import org.belltower.speech.espeak.EspeakNg;
import org.belltower.speech.espeak.EspeakSettings;
import org.belltower.speech.marytts.MarySettings;
import org.belltower.speech.marytts.MaryTts;
import org.belltower.speech.model.ModelStore;

/** One unpacked English model and voices for all tests of a run, and sounds as a line has them. */
final class ListeningRoom {
    private static final ModelStore STORE = ModelStore.in(folder());
    private static final Synthesizer MARY = MaryTts.open(new MarySettings(1, 64, Duration.ofMinutes(2)));
    private static final Synthesizer ESPEAK = EspeakNg.open(EspeakSettings.DEFAULT);
    private static final Map<String, Pcm> SAID = new ConcurrentHashMap<>();

    private ListeningRoom() {}

    private static Path folder() {
        try {
            // In the build's folder: unpacked once, kept for the next run.
            return Files.createDirectories(Path.of("target", "models"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModelStore store() {
        return STORE;
    }

    static VoskSettings settings(int atOnce) {
        return new VoskSettings(STORE, atOnce, 2, 0.0);
    }

    static Synthesizer mary() {
        return MARY;
    }

    static Synthesizer espeak() {
        return ESPEAK;
    }

    /** Somebody says that after half a second, at −20 dBFS, and is silent for two seconds; A-law, with a little noise. */
    static Pcm said(String text) {
        return SAID.computeIfAbsent(text, words -> line(MARY.synthesize(Utterance.of(words, Locale.US)), -20));
    }

    static Pcm line(Pcm speech, double dbfs) {
        Pcm framed = Pcm.join(List.of(silence(500), LineSound.at(dbfs, speech), silence(2_000)));
        return LineSound.alaw(LineSound.mixed(framed, LineSound.noise(Noise.WHITE, framed.length(), -65, 1)));
    }

    static Pcm silence(int millis) {
        return Pcm.silence(Duration.ofMillis(millis), SampleRate.HZ_8000);
    }
}
