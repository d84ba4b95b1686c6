package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedSpeechTest {
    private static final List<SpokenSet> SETS = List.of(
            new SpokenSet("boolean", SpokenSet.builtin("boolean"), List.of("yes"), List.of()),
            new SpokenSet("digits", SpokenSet.builtin("digits"), List.of("one"), List.of()));

    @TempDir
    Path folder;

    private void recording(String name, String text) throws IOException {
        wav(name);
        Files.writeString(folder.resolve(name + ".txt"), text + "\n");
    }

    private void wav(String name) throws IOException {
        Path file = folder.resolve(name + ".wav");
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            Wav.write(out, Pcm.silence(Duration.ofMillis(500), SampleRate.HZ_16000));
        }
    }

    @Test
    void aFolderIsTheSetItIsNamedFor() throws IOException {
        recording("boolean/a", "yes please");
        recording("boolean/b", "good morning");

        List<SpokenInput> inputs = RecordedSpeech.in(folder, SETS);

        assertThat(inputs).extracting(SpokenInput::said).containsExactly("yes please", "good morning");
        assertThat(inputs).extracting(SpokenInput::inside).containsExactly(true, false);
        assertThat(inputs.getFirst().clip().duration()).isEqualTo(Duration.ofMillis(500));
        assertThat(inputs.getFirst().clip().rate()).isEqualTo(SampleRate.HZ_8000);
    }

    @Test
    void speechFromOutsideIsSaidToEverySet() throws IOException {
        recording("outside/a", "good morning");

        assertThat(RecordedSpeech.in(folder, SETS))
                .extracting(input -> input.set().name())
                .containsExactly("boolean", "digits");
    }

    @Test
    void aFolderMayBringItsGrammar() throws IOException {
        recording("colours/a", "red");
        Files.writeString(
                folder.resolve("colours/grammar.gram"),
                "#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $c;\n$c = red | green;\n");

        assertThat(RecordedSpeech.in(folder, SETS)).singleElement().satisfies(input -> {
            assertThat(input.set().name()).isEqualTo("colours");
            assertThat(input.inside()).isTrue();
        });
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThatThrownBy(() -> RecordedSpeech.in(folder, SETS)).hasMessageContaining("no recordings");
        wav("boolean/a");
        assertThatThrownBy(() -> RecordedSpeech.in(folder, SETS)).hasMessageContaining("a.txt");
        recording("boolean/a", "yes");
        recording("colours/a", "red");
        assertThatThrownBy(() -> RecordedSpeech.in(folder, SETS))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("colours")
                .hasMessageContaining("boolean");
    }

    @Test
    void aFileThatIsNoRecordingIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("boolean"));
        Files.writeString(folder.resolve("boolean/a.wav"), "RIFF");
        Files.writeString(folder.resolve("boolean/a.txt"), "yes");

        assertThatThrownBy(() -> RecordedSpeech.in(folder, SETS)).hasMessageContaining("a.wav");
    }

    @Test
    void packagesThatAreNotInstalledAreNamedAndLeftOut() {
        var debian = new DebianRecordings(folder);

        assertThat(debian.missing()).containsExactly("asterisk-core-sounds-en-wav", "pocketsphinx-testdata");
        assertThat(debian.inputs(SETS, 3)).isEmpty();
    }
}
