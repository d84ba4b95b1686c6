package org.belltower.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.Rendering;
import org.belltower.voicexml.PlayResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApologyTest {
    @TempDir
    Path folder;

    /** A renderer whose clips lie in a cache, as the synthesis cache's do. */
    private PromptRenderer cached(String words) {
        return (ssml, language) -> {
            assertThat(ssml).contains("prompt:common.apology");
            Path clip = folder.resolve("cache-" + language.toLanguageTag() + ".wav");
            try {
                Files.writeString(clip, words + " " + language.toLanguageTag());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Duration length = Duration.ofSeconds(1);
            return new Rendering.Rendered(new Playlist(
                    List.of(new PlaylistItem.Silence(length), new PlaylistItem.Clip(clip, length, words, language))));
        };
    }

    @Test
    void itsFilesOutliveTheClipsOfTheCache() throws IOException {
        List<Path> files = Apology.filesUnder(folder.resolve("data"), cached("sorry"));
        Files.delete(folder.resolve("cache-zh-CN.wav"));
        Files.delete(folder.resolve("cache-en-US.wav"));
        assertThat(files).hasSize(2).allMatch(file -> file.startsWith(folder.resolve("data")));
        assertThat(Files.readString(files.getFirst())).isEqualTo("sorry zh-CN");
        assertThat(Files.readString(files.getLast())).isEqualTo("sorry en-US");
    }

    @Test
    void theNextStartWritesThemAnew() throws IOException {
        List<Path> before = Apology.filesUnder(folder, cached("sorry"));
        List<Path> after = Apology.filesUnder(folder, cached("pardon"));
        assertThat(after).isEqualTo(before);
        assertThat(Files.readString(after.getFirst())).isEqualTo("pardon zh-CN");
    }

    @Test
    void aLanguageThatCannotBeSpokenIsLeftOut() {
        PromptRenderer english = (ssml, language) -> language.equals(Locale.US)
                ? cached("sorry").render(ssml, language)
                : new Rendering.Unspeakable("no voice");
        assertThat(Apology.filesUnder(folder, english))
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName().toString()).startsWith("en-US-"));
    }

    @Test
    void aLanguageThatTheLineCannotSpeakCostsTheOthersNothing() {
        LineThatPlays line = new LineThatPlays(prompt -> prompt.language().equals(Locale.SIMPLIFIED_CHINESE)
                ? new PlayResult.Failed("error.noresource", "no voice")
                : new PlayResult.Played());
        Apology.playOn(line);
        assertThat(line.heard()).containsExactly(Locale.US);
    }

    @Test
    void aCallerWhoGoesIsToldNoMore() {
        LineThatPlays line = new LineThatPlays(prompt -> new PlayResult.HangUp());
        Apology.playOn(line);
        assertThat(line.asked()).containsExactly(Locale.SIMPLIFIED_CHINESE);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Apology.filesUnder(file, cached("sorry")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file.toString());
    }
}
