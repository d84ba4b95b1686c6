package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.belltower.speech.SynthesisCache;
import org.belltower.speech.SynthesisCacheSettings;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.espeak.EspeakNg;
import org.belltower.speech.espeak.EspeakSettings;
import org.belltower.speech.marytts.MarySettings;
import org.belltower.speech.marytts.MaryTts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playlists with a voice that really speaks. */
class SpokenPromptsTest {
    @TempDir
    Path folder;

    @Test
    void twoSpokenClipsInARowHaveAtMostTwentyMillisecondsOfSilenceBetween() throws IOException {
        try (EspeakNg espeak = EspeakNg.open(EspeakSettings.DEFAULT)) {
            assumeTrue(espeak.version().isPresent(), "espeak-ng is not installed: apt-get install espeak-ng");
            SynthesizerChain chain = SynthesizerChain.of(InstantSource.system(), List.of(espeak));
            SynthesisCacheSettings settings = SynthesisCacheSettings.in(folder.resolve("speech"));
            try (SynthesisCache cache = SynthesisCache.open(settings, chain, InstantSource.system())) {
                SsmlRenderer renderer =
                        SsmlRenderer.of(RendererSettings.in(folder.resolve("takes")), PromptCatalogue.EMPTY, cache);
                Rendering rendering = renderer.render(
                        "<speak>单位净值<mark name='m'/><say-as interpret-as='net-value'>1.0532</say-as><break strength='none'/>元</speak>",
                        Locale.forLanguageTag("zh-CN"));
                assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
                List<Pcm> clips = clips(((Rendering.Rendered) rendering).playlist());
                assertThat(clips).hasSize(3);
                for (int i = 1; i < clips.size(); i++) {
                    Duration gap = silenceAtEnd(clips.get(i - 1)).plus(silenceAtStart(clips.get(i)));
                    assertThat(gap).isLessThanOrEqualTo(Duration.ofMillis(20));
                }
            }
        }
    }

    /** Each language by the engine that speaks it best, heard as one sentence. */
    @Test
    void aSentenceInTwoLanguagesIsJoinedAtOneLevelWithoutAGap() throws IOException {
        try (EspeakNg espeak = EspeakNg.open(EspeakSettings.DEFAULT);
                MaryTts mary = MaryTts.open(new MarySettings(1, 8, Duration.ofSeconds(60)))) {
            assumeTrue(espeak.version().isPresent(), "espeak-ng is not installed: apt-get install espeak-ng");
            SynthesizerChain chain = SynthesizerChain.of(InstantSource.system(), List.of(mary, espeak));
            SynthesisCacheSettings settings = SynthesisCacheSettings.in(folder.resolve("speech"));
            try (SynthesisCache cache = SynthesisCache.open(settings, chain, InstantSource.system())) {
                SsmlRenderer renderer =
                        SsmlRenderer.of(RendererSettings.in(folder.resolve("takes")), PromptCatalogue.EMPTY, cache);
                Rendering rendering = renderer.render(
                        "<speak>请说<voice xml:lang='en-US'>operator</voice>，或者说<mark name='m'/>"
                                + "<voice xml:lang='en-US' gender='female'>help desk</voice>两个字</speak>",
                        Locale.forLanguageTag("zh-CN"));
                assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
                List<Pcm> clips = clips(((Rendering.Rendered) rendering).playlist());
                assertThat(clips).hasSize(5);
                for (int i = 1; i < clips.size(); i++) {
                    Duration gap = silenceAtEnd(clips.get(i - 1)).plus(silenceAtStart(clips.get(i)));
                    assertThat(gap).as("gap before clip %d", i).isLessThanOrEqualTo(Duration.ofMillis(100));
                    assertThat(Level.dbfs(clips.get(i)))
                            .as("level of clip %d", i)
                            .isCloseTo(Level.dbfs(clips.get(i - 1)), within(4.0));
                }
            }
        }
    }

    private static List<Pcm> clips(Playlist playlist) throws IOException {
        List<Pcm> clips = new ArrayList<>();
        for (PlaylistItem item : playlist.items()) {
            if (item instanceof PlaylistItem.Clip clip) {
                try (InputStream in = Files.newInputStream(clip.wav())) {
                    clips.add(Wav.read(in));
                }
            }
        }
        return clips;
    }

    private static Duration silenceAtStart(Pcm clip) {
        int at = 0;
        while (at + 8 <= clip.length() && Level.dbfs(clip.slice(at, at + 8)) < -60) {
            at += 8;
        }
        return Duration.ofMillis(at / 8);
    }

    private static Duration silenceAtEnd(Pcm clip) {
        int at = clip.length();
        while (at >= 8 && Level.dbfs(clip.slice(at - 8, at)) < -60) {
            at -= 8;
        }
        return Duration.ofMillis((clip.length() - at) / 8);
    }
}
