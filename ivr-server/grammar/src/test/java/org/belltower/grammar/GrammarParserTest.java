package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarParserTest {
    private static GrammarDocument parsed(byte[] bytes, URI uri) {
        return switch (new GrammarParser(GrammarLimits.defaults()).parse(bytes, uri)) {
            case ParseResult.Parsed(var document) -> document;
            case ParseResult.Broken(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    @Test
    void everyElementReachesTheModel() {
        String xml = """
                <grammar xmlns="http://www.w3.org/2001/06/grammar" version="1.0" xml:lang="zh-CN" root="city"
                    tag-format="semantics/1.0" xml:base="http://example.com/g/">
                  <lexicon uri="names.pls" type="application/pls+xml"/>
                  <meta name="author" content="desk"/><meta http-equiv="Expires" content="0"/>
                  <tag>var count = 0</tag>
                  <rule id="city" scope="public">
                    <example>上海 please</example>
                    <one-of xml:lang="en-GB">
                      <item weight="2">New  York "San   Francisco" <token xml:lang="fr"> le  Mans </token></item>
                      <item repeat="2-" repeat-prob="0.25">上海</item>
                    </one-of>
                    <ruleref uri="politeness.grxml#please" type="application/srgs+xml"/>
                    <ruleref uri="#city"/>
                    <tag>out = 1</tag>
                  </rule>
                </grammar>
                """;
        GrammarDocument document = parsed(xml.getBytes(StandardCharsets.UTF_8), URI.create("file:/a.grxml"));
        assertThat(document.mode()).isEqualTo(GrammarMode.VOICE);
        assertThat(document.language()).isEqualTo(Locale.forLanguageTag("zh-CN"));
        assertThat(document.tagFormat()).isEqualTo(new TagFormat.Script());
        assertThat(document.root()).contains("city");
        assertThat(document.lexicons())
                .containsExactly(new LexiconReference(
                        URI.create("http://example.com/g/names.pls"), Optional.of("application/pls+xml")));
        assertThat(document.meta())
                .containsExactly(
                        new MetaEntry(MetaEntry.Kind.NAME, "author", "desk"),
                        new MetaEntry(MetaEntry.Kind.HTTP_EQUIV, "Expires", "0"));
        assertThat(document.tags()).containsExactly(new Expansion.Tag("var count = 0", new Position(5, 3)));
        Rule city = document.rules().firstEntry().getValue();
        assertThat(city.examples()).containsExactly("上海 please");
        assertThat(city.position()).isEqualTo(new Position(6, 3));
        assertThat(city.expansion())
                .isEqualTo(new Expansion.Sequence(List.of(
                        new Expansion.Alternatives(List.of(
                                new Expansion.Choice(
                                        new Expansion.Sequence(List.of(
                                                new Expansion.Token("New", Locale.UK),
                                                new Expansion.Token("York", Locale.UK),
                                                new Expansion.Token("San Francisco", Locale.UK),
                                                new Expansion.Token("le Mans", Locale.FRENCH))),
                                        2),
                                new Expansion.Choice(
                                        new Expansion.Repeat(
                                                new Expansion.Token("上海", Locale.UK),
                                                2,
                                                OptionalInt.empty(),
                                                Optional.of(0.25)),
                                        1))),
                        new Expansion.Reference(
                                new RuleReference.External(
                                        URI.create("http://example.com/g/politeness.grxml"),
                                        Optional.of("please"),
                                        Optional.of("application/srgs+xml")),
                                new Position(12, 5)),
                        new Expansion.Reference(new RuleReference.Local("city"), new Position(13, 5)),
                        new Expansion.Tag("out = 1", new Position(14, 5)))));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 1",
        "0, 0 0",
        "2-5, 2 5",
        "0-1, 0 1",
        "3-, 3 -",
        "' 4 ', 4 4",
        "5-2, none",
        "-3, none",
        "a, none",
        "'', none",
        "1-2-3, none",
        "9999999999, none",
        "1 - 2, none",
        "+1, none"
    })
    void repeatHasThreeForms(String text, String expected) {
        String found = RepeatRange.parse(text)
                .map(range -> range.minimum() + " "
                        + (range.maximum().isPresent()
                                ? String.valueOf(range.maximum().getAsInt())
                                : "-"))
                .orElse("none");
        assertThat(found).isEqualTo(expected);
    }

    static Path conformance() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path cases = folder.resolve("../shared/conformance/srgs-1.0").normalize();
            if (Files.isDirectory(cases)) {
                return cases;
            }
            folder = folder.getParent();
        }
        return Path.of("no conformance cases");
    }

    @Test
    void conformanceGrammarsAreReadWithoutProblem() throws IOException {
        Path folder = conformance();
        assumeTrue(Files.isDirectory(folder), "skipped: there is no ../shared/conformance/srgs-1.0 beside the project");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".grxml"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            GrammarDocument document = parsed(Files.readAllBytes(file), file.toUri());
            assertThat(document.root()).as(file.toString()).contains("main");
            assertThat(document.meta()).as(file.toString()).isNotEmpty();
        }
    }

    @Test
    void conformanceGrammarWithoutReferencesParsesItsInput() throws IOException {
        Path file = conformance().resolve("conformance-1.grxml");
        assumeTrue(Files.isRegularFile(file), "skipped: there is no ../shared/conformance/srgs-1.0 beside the project");
        Grammar grammar = Grammars.compiled(new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults())
                .compile(Files.readAllBytes(file), file.toUri()));
        assertThat(grammar.parse(List.of("please", "call", "Jean", "Francois")))
                .hasValueSatisfying(events -> assertThat(events)
                        .extracting(Object::toString)
                        .filteredOn(text -> text.startsWith("Matched"))
                        .hasSize(4));
        assertThat(grammar.parse(List.of("please", "call", "Jean"))).isEmpty();
    }
}
