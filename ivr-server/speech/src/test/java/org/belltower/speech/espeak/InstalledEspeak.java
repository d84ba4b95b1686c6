package org.belltower.speech.espeak;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import org.belltower.audio.Pcm;
import org.belltower.speech.Utterance;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The installed program for each test, which is skipped, with the remedy, where there is none. */
final class InstalledEspeak implements BeforeEachCallback, AfterEachCallback {
    final EspeakNg engine = EspeakNg.open(EspeakSettings.DEFAULT);

    @Override
    public void beforeEach(ExtensionContext context) {
        assumeTrue(engine.version().isPresent(), "espeak-ng is not installed: apt-get install espeak-ng");
    }

    Pcm speak(String text, Locale language) {
        return engine.synthesize(Utterance.of(text, language));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        engine.close();
    }
}
