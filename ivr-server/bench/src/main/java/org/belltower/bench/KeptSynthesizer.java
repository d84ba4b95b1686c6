package org.belltower.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.belltower.speech.SynthesisCache;
import org.belltower.speech.SynthesisCacheSettings;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.Utterance;

/** An engine whose clips are kept in a folder across runs. <i>Thread-safe.</i> Closes the engine. */
final class KeptSynthesizer implements Synthesizer {
    private final Synthesizer engine;
    private final SynthesizerChain chain;
    private final SynthesisCache cache;

    KeptSynthesizer(Synthesizer engine, Path folder) {
        this.engine = engine;
        this.chain = SynthesizerChain.of(InstantSource.system(), List.of(engine));
        this.cache = SynthesisCache.open(SynthesisCacheSettings.in(folder), chain, InstantSource.system());
    }

    @Override
    public String id() {
        return engine.id();
    }

    @Override
    public boolean speaks(Locale language) {
        return engine.speaks(language);
    }

    @Override
    public Pcm synthesize(Utterance utterance) {
        Path clip = cache.clip(utterance).wav();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(clip))) {
            return Wav.read(in);
        } catch (IOException e) {
            throw new BenchException("the clip " + clip + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        cache.close();
        chain.close();
    }
}
