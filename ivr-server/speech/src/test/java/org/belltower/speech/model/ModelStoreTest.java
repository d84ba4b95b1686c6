package org.belltower.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.belltower.audio.SampleRate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelStoreTest {
    private static final Map<String, String> MODEL = Map.of(
            "am/final.mdl", "acoustics",
            "conf/mfcc.conf", "--sample-frequency=8000\n",
            "graph/HCLr.fst", "states",
            "graph/Gr.fst", "words");

    @TempDir
    Path folder;

    private ModelStore store;

    @BeforeEach
    void open() {
        store = ModelStore.in(folder.resolve("models"));
    }

    private Path zip(String name, Map<String, String> files) throws IOException {
        Path zip = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> one : new TreeMap<>(files).entrySet()) {
                out.putNextEntry(new ZipEntry(one.getKey()));
                out.write(one.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    private static Map<String, String> under(String root) {
        var files = new TreeMap<String, String>();
        MODEL.forEach((name, content) -> files.put(root + name, content));
        return files;
    }

    private SpeechModel chinese() throws IOException {
        return store.add(
                zip("vosk-model-small-cn-0.22.zip", under("vosk-model-small-cn-0.22/")),
                Optional.empty(),
                Optional.empty());
    }

    private List<String> left() throws IOException {
        try (Stream<Path> entries = Files.list(store.folder())) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        }
    }

    @Test
    void aZipFileIsTakenInWithItsLanguageAndRate() throws IOException {
        SpeechModel model = chinese();

        assertThat(model.name()).isEqualTo("vosk-model-small-cn-0.22");
        assertThat(model.language()).isEqualTo(Locale.forLanguageTag("zh-CN"));
        assertThat(model.rate()).isEqualTo(SampleRate.HZ_8000);
        assertThat(model.checksum()).hasSize(64);
        assertThat(model.folder().resolve("am/final.mdl")).hasContent("acoustics");
        assertThat(store.list()).containsExactly(model);
        assertThat(store.verify(model)).isEmpty();
        assertThat(left()).containsExactly("vosk-model-small-cn-0.22");
    }

    @Test
    void aFolderIsTakenInUnderAnotherName() throws IOException {
        Path source = Files.createDirectories(folder.resolve("mine"));
        for (Map.Entry<String, String> file : MODEL.entrySet()) {
            Path target = source.resolve(file.getKey());
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
            Files.writeString(target, file.getValue());
        }

        SpeechModel model = store.add(source, Optional.of("german"), Optional.of(Locale.GERMANY));

        assertThat(model.language()).isEqualTo(Locale.GERMANY);
        assertThat(ModelStore.of(Locale.GERMAN, store.list())).hasValue(model);
        assertThat(ModelStore.of(Locale.FRENCH, store.list())).isEmpty();
    }

    @Test
    void aChangedFileIsFoundOut() throws IOException {
        SpeechModel model = chinese();
        Files.writeString(model.folder().resolve("am/final.mdl"), "acoustic$");

        assertThat(store.verify(model))
                .hasValueSatisfying(why -> assertThat(why).contains("have changed"));
    }

    @Test
    void aMissingFileIsFoundOut() throws IOException {
        SpeechModel model = chinese();
        Files.delete(model.folder().resolve("graph/Gr.fst"));

        assertThat(store.verify(model))
                .hasValueSatisfying(why -> assertThat(why).contains("graph/Gr.fst"));
    }

    @Test
    void aModelIsRemoved() throws IOException {
        chinese();

        store.remove("vosk-model-small-cn-0.22");

        assertThat(store.list()).isEmpty();
        assertThat(left()).isEmpty();
        assertThatThrownBy(() -> store.remove("vosk-model-small-cn-0.22")).isInstanceOf(ModelException.class);
    }

    @Test
    void aTornModelIsMadeAnew() throws IOException {
        Path torn = Files.createDirectories(store.folder().resolve("vosk-model-small-cn-0.22/am"));
        Files.writeString(torn.resolve("half.mdl"), "ha");

        SpeechModel model = chinese();

        assertThat(model.folder().resolve("am/half.mdl")).doesNotExist();
        assertThat(store.verify(model)).isEmpty();
    }

    @Test
    void theSameNameIsNotTakenTwice() throws IOException {
        chinese();

        assertThatThrownBy(this::chinese).isInstanceOf(ModelException.class).hasMessageContaining("there already");
    }

    @Test
    void aNameThatLeadsOutOfItsFolderIsRefused() throws IOException {
        var files = new TreeMap<>(MODEL);
        files.put("../../outside.txt", "out");
        Path zip = zip("vosk-model-en-bad.zip", files);

        assertThatThrownBy(() -> store.add(zip, Optional.empty(), Optional.empty()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("leads out");
        assertThat(folder.resolve("outside.txt")).doesNotExist();
        assertThat(left()).isEmpty();
    }

    @Test
    void tooMuchIsRefused() throws IOException {
        var files = new TreeMap<>(MODEL);
        files.put("am/large", "x".repeat(3 << 20));
        Path zip = zip("vosk-model-en-large.zip", files);

        assertThatThrownBy(() -> store.upTo(1 << 20).add(zip, Optional.empty(), Optional.empty()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("over 1 MB");
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"am/final.mdl", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst"})
    void aFolderThatIsNoModelIsRefused(String missing) throws IOException {
        var files = new TreeMap<>(MODEL);
        files.remove(missing);
        Path zip = zip("vosk-model-en-none.zip", files);

        assertThatThrownBy(() -> store.add(zip, Optional.empty(), Optional.empty()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(missing);
    }

    @Test
    void aFixedGraphIsNamedAsSuch() throws IOException {
        Path zip = zip(
                "vosk-model-en-fixed.zip", Map.of("am/final.mdl", "a", "conf/mfcc.conf", "c", "graph/HCLG.fst", "g"));

        assertThatThrownBy(() -> store.add(zip, Optional.empty(), Optional.empty()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("its graph is fixed");
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("vosk-model-en.zip"), "this is text");

        assertThatThrownBy(() -> store.add(text, Optional.empty(), Optional.empty()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no ZIP");
    }

    @ParameterizedTest
    @CsvSource({
        "vosk-model-small-cn-0.22,zh-CN",
        "vosk-model-cn-0.22,zh-CN",
        "vosk-model-en,en-US",
        "vosk-model-small-en-us-0.15,en-US",
        "vosk-model-en-in-0.5,en-IN",
        "vosk-model-small-de-0.15,de",
        "my-model,"
    })
    void theLanguageIsInTheName(String name, String language) {
        assertThat(ModelLanguage.of(name).map(Locale::toLanguageTag)).isEqualTo(Optional.ofNullable(language));
    }
}
