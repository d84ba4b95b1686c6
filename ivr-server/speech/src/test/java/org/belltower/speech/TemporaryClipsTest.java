package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryClipsTest {
    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void theNewestAreKeptAndTheNumberFallsWhereClipsGo() throws IOException {
        TemporaryClips clips = new TemporaryClips(folder, 2);
        for (int number = 1; number <= 5; number++) {
            Path wav = clips.keep(Utterance.of("clip " + number, Locale.US), ScriptedSynthesizer.tone(number))
                    .wav();
            assertThat(files()).contains(wav);
            assertThat(clips.kept()).isEqualTo(files().size()).isEqualTo(Math.min(number, 2));
        }
        clips.close();
        assertThat(files()).isEmpty();
        assertThat(clips.kept()).isZero();
        assertThat(clips.total()).isEqualTo(5);
    }
}
