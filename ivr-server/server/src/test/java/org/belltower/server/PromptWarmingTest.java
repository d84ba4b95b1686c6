package org.belltower.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.prompt.RendererSettings;
import org.belltower.prompt.Rendering;
import org.belltower.prompt.SsmlRenderer;
import org.belltower.speech.SynthesisCache;
import org.belltower.speech.SynthesisCacheSettings;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.Utterance;
import org.belltower.voicexml.PromptTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class PromptWarmingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void wordsThatNeverChangeAreThereBeforeTheFirstCall() throws InterruptedException {
        InstantSource clock = InstantSource.system();
        try (SynthesizerChain chain = SynthesizerChain.of(clock, List.of(new Tone()));
                SynthesisCache cache =
                        SynthesisCache.open(SynthesisCacheSettings.in(folder.resolve("clips")), chain, clock)) {
            SsmlRenderer renderer =
                    SsmlRenderer.of(RendererSettings.in(folder.resolve("takes")), PromptCatalogue.EMPTY, cache);
            String template = "<speak>Welcome. You have %s messages. Goodbye.</speak>";
            List<PromptTemplate> templates =
                    List.of(new PromptTemplate(template.formatted(PromptTemplate.OPEN), Locale.US));
            try (PromptWarming warming = PromptWarming.start(PromptCatalogue.EMPTY, templates, renderer, cache)) {
                warming.await(PATIENCE);
                assertThat(cache.statistics().syntheses()).isEqualTo(2);
                assertThat(renderer.render(template.formatted("7"), Locale.US)).isInstanceOf(Rendering.Rendered.class);
                assertThat(cache.statistics().hits()).isEqualTo(2);
                assertThat(cache.statistics().syntheses()).isEqualTo(3);
            }
        }
    }

    /** Half a second of a tone for every text. */
    private static final class Tone implements Synthesizer {
        @Override
        public String id() {
            return "tone";
        }

        @Override
        public boolean speaks(Locale language) {
            return true;
        }

        @Override
        public Pcm synthesize(Utterance utterance) {
            short[] samples = new short[4_000];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (i % 80 * 100);
            }
            return Pcm.of(samples, SampleRate.HZ_8000);
        }

        @Override
        public void close() {}
    }
}
