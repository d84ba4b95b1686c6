package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.belltower.prompt.readout.FreeText;
import org.belltower.prompt.readout.Reading;
import org.belltower.prompt.readout.Readouts;

/** The parsers of the room against any input: they answer, they do not throw. */
class PromptFuzzTest {
    @FuzzTest
    void ssml(FuzzedDataProvider data) {
        assertThat(new SsmlReader(Readouts.standard()).read(data.consumeRemainingAsString(), Manner.plain(Locale.US)))
                .isNotNull();
    }

    @FuzzTest
    void catalogue(FuzzedDataProvider data) throws IOException {
        Path file = Files.createTempFile("fuzz", ".yaml");
        try {
            Files.write(file, data.consumeRemainingAsBytes());
            List<CatalogueProblem> problems = new ArrayList<>();
            assertThat(CatalogueFile.read(file, problems)).isNotNull();
        } finally {
            Files.delete(file);
        }
    }

    @FuzzTest
    void freeTextAndReadouts(FuzzedDataProvider data) {
        String name =
                data.pickValue(new String[] {"money", "date", "time", "net-value", "percentage", "digits", "phone"});
        String format = data.consumeString(8);
        String text = data.consumeRemainingAsString();
        assertThat(Readouts.standard().read(name, text, format, Locale.CHINA)).isNotNull();
        assertThat(FreeText.words(text, Locale.US))
                .isInstanceOfSatisfying(
                        Reading.Words.class,
                        words -> assertThat(words.text().chars()).noneMatch(Character::isDigit));
    }
}
