package org.belltower.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.server.config.SpeechConfig;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.vosk.VoskRecognizer;
import org.belltower.speech.vosk.VoskSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that was whole when it was added, and is not any more. */
class ModelsCheckTest {
    @TempDir
    Path folder;

    private ModelStore store;

    @BeforeEach
    void addOneAndDamageIt() throws IOException {
        store = ModelStore.in(folder);
        store.add(store.english().folder(), Optional.of("british"), Optional.of(Locale.UK));
        assertThat(check()).extracting(Finding::outcome).hasOnlyElementsOfType(Outcome.Ok.class);
        try (var files = Files.walk(folder.resolve("british"))) {
            Path acoustics =
                    files.filter(file -> file.endsWith("final.mdl")).findFirst().orElseThrow();
            Files.writeString(acoustics, "nothing");
        }
    }

    private List<Finding> check() {
        return new ModelsCheck(SpeechConfig.DEFAULT, store).run();
    }

    @Test
    void doctorNamesItAndSaysWhatToDo() {
        assertThat(check()).hasSize(2).anySatisfy(found -> {
            assertThat(found.subject()).isEqualTo("model en-GB");
            assertThat(found.outcome()).isInstanceOfSatisfying(Outcome.Missing.class, missing -> {
                assertThat(missing.seen()).contains("british is damaged");
                assertThat(missing.remedy()).contains("./ivr models remove british");
            });
        });
    }

    @Test
    void serverStartsWithoutIt() {
        try (VoskRecognizer recognizer = VoskRecognizer.open(new VoskSettings(store, 1, 1, 0))) {
            assertThat(recognizer.problems())
                    .singleElement()
                    .asString()
                    .contains("the model british is left out", "./ivr models verify");
            assertThat(recognizer.languages()).containsExactly(Locale.US);
        }
    }
}
