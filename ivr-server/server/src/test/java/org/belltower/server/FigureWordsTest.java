package org.belltower.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.belltower.hotline.imports.FigureSource;
import org.belltower.hotline.imports.PlanCurrency;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.prompt.readout.Reading;
import org.belltower.prompt.readout.Readouts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the import takes can be told to a caller, in every language. */
class FigureWordsTest {
    private static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("voice-apps"))) {
            folder = folder.getParent();
        }
        assertThat(folder).as("the folder of the project").isNotNull();
        return folder;
    }

    @ParameterizedTest
    @EnumSource
    void everySourceHasAPromptAndTheDialogKnowsIt(FigureSource source) throws IOException {
        PromptCatalogue catalogue =
                PromptCatalogue.load(home().resolve("prompts")).catalogue();
        String id = "pension.source-" + source.code().replace(' ', '-');
        assertThat(catalogue.all())
                .filteredOn(prompt -> prompt.id().toString().equals(id))
                .singleElement()
                .satisfies(
                        prompt -> assertThat(prompt.texts().keySet()).contains(Locale.SIMPLIFIED_CHINESE, Locale.US));
        assertThat(home().resolve("voice-apps/pension/figure.vxml")).content().contains("'" + source.code() + "'");
    }

    @ParameterizedTest
    @EnumSource
    void everyCurrencyIsSaidInNetValuesAndAmounts(PlanCurrency currency) {
        for (Locale language : new Locale[] {Locale.SIMPLIFIED_CHINESE, Locale.US}) {
            assertThat(Readouts.standard().read("net-value", currency + "1.0532", "", language))
                    .isInstanceOf(Reading.Words.class);
            assertThat(Readouts.standard().read("money", currency + "-1234.56", "", language))
                    .isInstanceOf(Reading.Words.class);
        }
    }
}
