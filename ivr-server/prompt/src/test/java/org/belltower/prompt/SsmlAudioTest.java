package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.prompt.RenderedSsml.CHINESE;
import static org.belltower.prompt.RenderedSsml.outline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.belltower.audio.SampleRate;
import org.belltower.speech.Utterance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings in a document, and what is heard in the place of one. */
class SsmlAudioTest {
    @TempDir
    Path folder;

    private RenderedSsml ssml;

    @BeforeEach
    void open() throws IOException {
        ssml = new RenderedSsml(folder);
    }

    @Test
    void recordingStandsBetweenTheWordsAroundIt() {
        Playlist playlist = ssml.rendered("请听<audio src='prompt:fund.recorded'>备用</audio>，结束", CHINESE);
        assertThat(outline(playlist)).isEqualTo("请听 | 录音 | 120 | 结束");
        assertThat(playlist.items().get(1)).isInstanceOfSatisfying(PlaylistItem.Clip.class, clip -> {
            assertThat(clip.wav()).startsWith(folder.resolve("takes")).exists();
            assertThat(clip.length()).isBetween(Duration.ofMillis(990), Duration.ofMillis(1010));
            assertThat(clip.language()).isEqualTo(CHINESE);
        });
        assertThat(ssml.voice.spoken()).extracting(Utterance::text).containsExactly("请听", "结束");
    }

    @Test
    void recordingThatVanishesFallsBackToItsText() throws IOException {
        Files.delete(folder.resolve("prompts/audio/zh-CN/fund.recorded.wav"));
        assertThat(ssml.heard("<audio src='prompt:fund.recorded'/>")).isEqualTo("录音");
        assertThat(ssml.voice.spoken()).hasSize(1);
    }

    @Test
    void promptWithoutATakeInTheLanguageIsSpoken() {
        assertThat(outline(ssml.rendered("<audio src='prompt:fund.recorded'/>", Locale.US)))
                .isEqualTo("recorded");
        assertThat(ssml.voice.spoken()).extracting(Utterance::language).containsExactly(Locale.US);
    }

    @Test
    void unknownPromptGivesItsFallbackOrNothingAtAll() {
        assertThat(ssml.heard("<audio src='prompt:fund.none'>备用<break time='10ms'/>文字</audio>"))
                .isEqualTo("备用 | 10 | 文字");
        assertThat(ssml.reason("甲<audio src='prompt:fund.none'/>")).contains("fund.none");
        assertThat(ssml.voice.spoken()).extracting(Utterance::text).doesNotContain("甲");
    }

    @Test
    void fileInsideAnAllowedFolderIsPlayedAndOthersAreNot() throws IOException {
        String inside = folder.resolve("beep.wav").toUri().toString();
        assertThat(ssml.heard("<audio src='" + inside + "'>嘟</audio>")).isEqualTo("嘟");
        assertThat(ssml.voice.spoken()).isEmpty();
        Path link = Files.createSymbolicLink(folder.resolve("link.wav"), Path.of("/etc/hostname"));
        for (String outside : List.of(
                "file:///etc/hostname",
                link.toUri().toString(),
                inside.replace("beep", "none"),
                "file:relative.wav",
                "http://127.0.0.1/x.wav",
                "",
                "file:///%00")) {
            assertThat(ssml.reason("<audio src='" + outside + "'/>"))
                    .as(outside)
                    .contains("allowed folder");
        }
    }

    @Test
    void applicationPlaysItsOwnFilesAndNotThoseOfAnother() throws IOException {
        Path own = Files.createDirectories(folder.resolve("apps/own"));
        Path other = Files.createDirectories(folder.resolve("apps/other"));
        for (Path application : List.of(own, other)) {
            ScriptedVoice.write(ScriptedVoice.tone(4_000, SampleRate.HZ_8000), application.resolve("welcome.wav"));
        }
        ssml.reaches(AudioFolders.lasting(own));
        assertThat(ssml.heard("<audio src='" + own.resolve("welcome.wav").toUri() + "'/>"))
                .isEqualTo("welcome.wav");
        assertThat(ssml.reason("<audio src='" + other.resolve("welcome.wav").toUri() + "'/>"))
                .contains("allowed folder");
        Path link = Files.createSymbolicLink(own.resolve("link.wav"), other.resolve("welcome.wav"));
        assertThat(ssml.reason("<audio src='" + link.toUri() + "'/>")).contains("allowed folder");
    }

    @Test
    void recordingOfTheCallIsPlayedAsItLiesAndNoCopyIsKept() throws IOException {
        Path recordings = Files.createDirectories(folder.resolve("recordings"));
        Path said = recordings.resolve("said.wav");
        ScriptedVoice.write(ScriptedVoice.tone(4_000, SampleRate.HZ_8000), said);
        ssml.reaches(new AudioFolders(List.of(), List.of(recordings)));
        Playlist playlist = ssml.rendered("您说的是<audio src='" + said.toUri() + "'/>", CHINESE);
        assertThat(playlist.items().getLast())
                .isEqualTo(new PlaylistItem.Clip(said.toRealPath(), Duration.ofMillis(500), "said.wav", CHINESE));
        assertThat(folder.resolve("takes")).doesNotExist();
        Files.delete(said);
        assertThat(ssml.reason("<audio src='" + said.toUri() + "'/>")).contains("allowed folder");
    }
}
