package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.prompt.readout.FreeText;
import org.belltower.prompt.readout.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The prompts folder as an editor leaves it. */
class PromptCatalogueTest {
    private static final Locale CHINESE = Locale.forLanguageTag("zh-CN");

    @TempDir
    Path folder;

    static Stream<Path> good() throws IOException, URISyntaxException {
        return files("good");
    }

    static Stream<Path> bad() throws IOException, URISyntaxException {
        return files("bad");
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodFileHasNoProblems(Path file) {
        List<CatalogueProblem> problems = new ArrayList<>();
        assertThat(CatalogueFile.read(file, problems)).isNotEmpty();
        assertThat(problems).isEmpty();
    }

    /** The first line of a bad file says what is to be reported, and where. */
    @ParameterizedTest
    @MethodSource("bad")
    void badFileIsReportedByLineAndReason(Path file) throws IOException {
        Path copy = Files.copy(file, folder.resolve(file.getFileName()));
        List<CatalogueProblem> problems = PromptCatalogue.load(folder).problems();
        String first = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
        String expected =
                new String(first.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).replace("#:", "");
        if (expected.startsWith("0: ")) {
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith(copy + ": ")
                    .contains(expected.substring(3));
        } else {
            assertThat(problems).isNotEmpty();
            assertThat(problems)
                    .anySatisfy(problem -> assertThat(problem.toString()).startsWith(copy + ":" + expected));
        }
    }

    @Test
    void everyTruncationIsReadOrReported() throws IOException {
        String text = "languages: [zh-CN]\nprompts:\n  cut.a:\n    note: x\n    zh-CN: \"好\"\n";
        for (int end = 0; end < text.length(); end++) {
            Path file = Files.writeString(folder.resolve("cut.yaml"), text.substring(0, end));
            List<CatalogueProblem> problems = new ArrayList<>();
            List<CatalogueFile.Entry> entries = CatalogueFile.read(file, problems);
            assertThat(entries.size() + problems.size() > 0 || end < text.indexOf("cut.a"))
                    .as("cut at %d", end)
                    .isTrue();
        }
    }

    @Test
    void faultInOnePromptLeavesTheOthers() throws IOException {
        Files.writeString(
                folder.resolve("fund.yaml"),
                "languages: [zh-CN, en-US]\nprompts:\n  fund.a: {zh-CN: 甲}\n  fund.b: 5\n  fund.c: {zh-CN: 丙, en-US: c}\n");
        PromptCatalogue.Load load = PromptCatalogue.load(folder);
        assertThat(load.problems()).hasSize(2);
        assertThat(load.catalogue().all()).extracting(Prompt::id).containsExactly("fund.a", "fund.c");
        assertThat(load.catalogue().find("fund.a").orElseThrow().text(CHINESE)).contains("甲");
        assertThat(load.catalogue().find("fund.a").orElseThrow().text(Locale.US))
                .isEmpty();
        assertThat(load.catalogue().find("fund.c").orElseThrow().text(Locale.UK))
                .contains("c");
    }

    @Test
    void missingFolderIsAProblem() {
        PromptCatalogue.Load load = PromptCatalogue.load(folder.resolve("none"));
        assertThat(load.problems()).singleElement().asString().contains("no such folder");
        assertThat(load.catalogue().all()).isEmpty();
    }

    @Test
    void takesAreFoundAndBadOnesReported() throws IOException {
        Files.writeString(folder.resolve("fund.yaml"), "languages: [zh-CN]\nprompts:\n  fund.a: {zh-CN: 甲}\n");
        Path audio = Files.createDirectories(folder.resolve("audio/zh-CN"));
        ScriptedVoice.write(ScriptedVoice.tone(8000, SampleRate.HZ_8000), audio.resolve("fund.a.wav"));
        ScriptedVoice.write(ScriptedVoice.tone(8000, SampleRate.HZ_8000), audio.resolve("fund.unknown.wav"));
        ScriptedVoice.write(ScriptedVoice.tone(8000, new SampleRate(44_100)), audio.resolve("fund.rate.wav"));
        ScriptedVoice.write(Pcm.of(new short[8000], SampleRate.HZ_8000), audio.resolve("fund.silent.wav"));
        Files.writeString(audio.resolve("fund.text.wav"), "this is no audio");
        PromptCatalogue.Load load = PromptCatalogue.load(folder);
        assertThat(load.catalogue().find("fund.a").orElseThrow().take(CHINESE)).contains(audio.resolve("fund.a.wav"));
        assertThat(load.problems())
                .extracting(CatalogueProblem::toString)
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).contains("fund.unknown.wav: no prompt has this id"),
                        problem -> assertThat(problem).contains("fund.rate.wav: has 44100 Hz"),
                        problem -> assertThat(problem).contains("fund.silent.wav: holds only silence"),
                        problem -> assertThat(problem).contains("fund.text.wav: "));
    }

    /** The prompts that ship: complete, and speakable without a digit. */
    @Test
    void shippedPromptsHaveNoProblems() {
        PromptCatalogue.Load load = PromptCatalogue.load(shipped());
        assertThat(load.problems()).isEmpty();
        assertThat(load.catalogue().all()).hasSizeGreaterThan(30).allSatisfy(prompt -> {
            assertThat(prompt.texts()).containsOnlyKeys(CHINESE, Locale.US);
            prompt.texts()
                    .forEach((language, text) -> assertThat(FreeText.words(text, language))
                            .as(prompt.id())
                            .isEqualTo(new Reading.Words(text)));
        });
    }

    private static Path shipped() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("prompts"))) {
            here = Objects.requireNonNull(here.getParent(), "no prompts folder above the working directory");
        }
        return here.resolve("prompts");
    }

    private static Stream<Path> files(String kind) throws IOException, URISyntaxException {
        Path cases = Path.of(Objects.requireNonNull(PromptCatalogueTest.class.getResource(kind))
                .toURI());
        try (Stream<Path> files = Files.list(cases)) {
            return files.sorted().toList().stream();
        }
    }
}
