package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.prompt.RenderedSsml.CHINESE;
import static org.belltower.prompt.RenderedSsml.outline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.CallClips;
import org.belltower.speech.SynthesisCache;
import org.belltower.speech.SynthesisCacheSettings;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.Utterance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers keyed as a secret is heard and kept nowhere. */
class SsmlSecretTest {
    @TempDir
    Path folder;

    private RenderedSsml ssml;

    @BeforeEach
    void open() throws IOException {
        ssml = new RenderedSsml(folder);
    }

    @Test
    void sensitiveWordsAreSpokenButNeitherShownNorKept() {
        String document =
                "<speak>账号<say-as interpret-as='digits' format='account' sensitive='true'>62220</say-as></speak>";
        Rendering rendering = ssml.renderer().render(document, CHINESE);
        assertThat(ssml.voice.spoken().getLast().sensitive()).isTrue();
        assertThat(ssml.voice.spoken().getLast().text()).isEqualTo("六二二二，零");
        assertThat(rendering)
                .isInstanceOfSatisfying(
                        Rendering.Rendered.class,
                        ok -> assertThat(outline(ok.playlist())).isEqualTo("账号 | " + Utterance.MASK));
        assertThat(rendering.toString()).doesNotContain("六二二二");
    }

    /** As a session writes a prompt that tells what the caller keyed as a secret. */
    @Test
    void promptThatIsSensitiveAsAWholeIsKeptByNoCache() throws IOException {
        Path clips = folder.resolve("clips");
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T09:00:00Z"));
        try (SynthesisCache cache = SynthesisCache.open(
                SynthesisCacheSettings.in(clips), SynthesizerChain.of(clock, List.of(new ToneEngine())), clock)) {
            try (CallClips call = cache.forCall()) {
                SsmlRenderer ofCall = ssml.renderer().withClips(call);
                ofCall.render("<speak>您好</speak>", CHINESE);
                Rendering told = ofCall.render(
                        "<speak sensitive='true' version='1.0' xmlns='http://www.w3.org/2001/10/synthesis'>密码<say-as"
                                + " interpret-as='digits'>482915</say-as></speak>",
                        CHINESE);
                assertThat(told).isInstanceOf(Rendering.Rendered.class);
            }
            try (Stream<Path> kept = Files.walk(clips)) {
                assertThat(kept.filter(Files::isRegularFile).map(SsmlSecretTest::text))
                        .anyMatch(text -> text.contains("您好"))
                        .noneMatch(text -> text.contains("四八二") || text.contains("482") || text.contains("密码"));
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    + new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Speaks a second of tone for every text. */
    private static final class ToneEngine implements Synthesizer {
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
            return ScriptedVoice.tone(8_000, SampleRate.HZ_8000);
        }

        @Override
        public void close() {}
    }
}
