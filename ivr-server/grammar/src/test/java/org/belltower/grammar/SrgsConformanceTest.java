package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of the W3C's SRGS 1.0 suite, which lie beside the project and say in their {@code meta} what has to come of an
 * input. The grammars that they refer to and that do not lie there are given here.
 */
class SrgsConformanceTest {
    private static final Map<String, String> OTHERS = Map.of(
            "common", "root $polite_start;\npublic $polite_start = $<polite.FORM#start>;\n",
            "polite", "root $start;\npublic $start = please;\npublic $end = thanks;\n",
            "english_names", "root $names;\n$names = $single_public;\npublic $single_public = Robert | Mary;\n",
            "french_names", "root $noms;\n$noms = Jean Francois | Dominique;\n",
            "more_english_names", "root $names;\n$names = Johnny | Bob;\n",
            "token-basic", "root $main;\n$main = help | cancel;\n",
            "politeness", "root $startPolite;\npublic $startPolite = please | kindly;\n");

    private static Path folder() {
        return GrammarParserTest.conformance();
    }

    static List<Path> cases() {
        if (!Files.isDirectory(folder())) {
            return List.of(Path.of("no conformance cases"));
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Arguments> inputs() {
        return cases().stream()
                .flatMap(file -> {
                    List<Arguments> inputs = new ArrayList<>();
                    inputs.add(Arguments.of(file, 1));
                    if (Files.isRegularFile(file) && read(file).contains("in.2")) {
                        inputs.add(Arguments.of(file, 2));
                    }
                    return inputs.stream();
                })
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document of the case itself, or one of {@link #OTHERS} in the form that its name ends in. */
    private static GrammarLoader.Loaded load(URI uri) {
        String name = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
        String form = name.substring(name.indexOf('.') + 1);
        return Optional.ofNullable(OTHERS.get(name.substring(0, name.indexOf('.'))))
                .map(rules -> "#ABNF 1.0 UTF-8;\nlanguage " + (name.startsWith("french") ? "fr" : "en-US") + ";\n"
                        + rules.replace("FORM", form))
                .map(abnf -> form.equals("gram") ? abnf : xml(abnf, uri))
                .<GrammarLoader.Loaded>map(
                        text -> new GrammarLoader.Loaded.Content(text.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> new GrammarLoader.Loaded.Missing("not among the cases"));
    }

    private static String xml(String abnf, URI uri) {
        return switch (new GrammarParser(GrammarLimits.defaults()).parse(abnf.getBytes(StandardCharsets.UTF_8), uri)) {
            case ParseResult.Parsed(var document) ->
                switch (GrammarWriter.xml(document)) {
                    case WriteResult.Written(var text) -> text;
                    case WriteResult.Impossible(var problem) -> throw new AssertionError(problem);
                };
            case ParseResult.Broken(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    @ParameterizedTest(name = "{0} input {1}")
    @MethodSource("inputs")
    void inputHasTheParseThatTheCaseExpects(Path file, int number) {
        assumeTrue(Files.isRegularFile(file), "skipped: there is no ../shared/conformance/srgs-1.0 beside the project");
        byte[] bytes = read(file).getBytes(StandardCharsets.UTF_8);
        List<MetaEntry> meta =
                switch (new GrammarParser(GrammarLimits.defaults()).parse(bytes, file.toUri())) {
                    case ParseResult.Parsed(var document) -> document.meta();
                    case ParseResult.Broken(var problems) -> throw new AssertionError(problems.toString());
                };
        String input = entry(meta, "in." + number);
        String expected = entry(meta, "out." + number);
        var compiler = new GrammarCompiler(SrgsConformanceTest::load, GrammarLimits.defaults());
        String rule = expected.startsWith("$parallel") ? "#parallel" : "";
        CompileResult result = compiler.compile(bytes, URI.create(file.toUri() + rule));
        if (expected.equals("REJECT")) {
            assertThat(Grammars.problems(result).getFirst().kind()).isEqualTo(GrammarProblem.Kind.BUILTIN_UNKNOWN);
            return;
        }
        Grammar grammar = Grammars.compiled(result);
        List<String> tokens = List.of(input.split(" "));
        if (entry(meta, "description").contains("non-standard elements") && number == 1) {
            // The case leaves open what an unknown element does; here it is passed over, so its words are not asked for.
            assertThat(grammar.parse(tokens)).isEmpty();
            return;
        }
        assertThat(shown(grammar, grammar.parse(tokens).orElseThrow())).isEqualTo(expected);
    }

    @Test
    void everyCaseIsRun() {
        assumeTrue(Files.isDirectory(folder()), "skipped: there is no ../shared/conformance/srgs-1.0 beside the project");
        assertThat(cases()).hasSize(13);
        assertThat(inputs()).hasSize(18);
    }

    @Test
    void unsupportedLanguageIsKeptForTheRecognizerToRefuse() {
        Path file = folder().resolve("conformance-2.gram");
        assumeTrue(Files.isRegularFile(file), "skipped: there is no ../shared/conformance/srgs-1.0 beside the project");
        Grammar grammar = Grammars.compiled(new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults())
                .compile(read(file).getBytes(StandardCharsets.UTF_8), file.toUri()));
        assertThat(grammar.vocabulary())
                .contains(
                        new VocabularyWord("Jean", Locale.CANADA_FRENCH),
                        new VocabularyWord("Jean", Locale.forLanguageTag("es")),
                        new VocabularyWord("please", Locale.US));
    }

    private static String entry(List<MetaEntry> meta, String name) {
        return meta.stream()
                .filter(entry -> entry.name().equals(name))
                .map(MetaEntry::content)
                .findFirst()
                .orElse("");
    }

    /** A parse as the cases write it: {@code $main[$<other.gram#rule>["word"],"word"]}. */
    private static String shown(Grammar grammar, List<ParseEvent> events) {
        var text = new StringBuilder();
        Deque<Boolean> empty = new ArrayDeque<>(List.of(true));
        for (ParseEvent event : events) {
            switch (event) {
                case ParseEvent.Enter enter -> {
                    comma(text, empty);
                    text.append(name(grammar, enter)).append('[');
                    empty.push(true);
                }
                case ParseEvent.Leave() -> {
                    empty.pop();
                    text.append(']');
                }
                case ParseEvent.Matched(var token) -> {
                    comma(text, empty);
                    text.append('"').append(token).append('"');
                }
                case ParseEvent.Tagged _ -> {}
            }
        }
        return text.toString();
    }

    private static void comma(StringBuilder text, Deque<Boolean> empty) {
        if (!empty.pop()) {
            text.append(',');
        }
        empty.push(false);
    }

    /** A rule by its document's file name where that is another one; a private root needs no name. */
    private static String name(Grammar grammar, ParseEvent.Enter enter) {
        GrammarDocument document = grammar.documents().stream()
                .filter(found -> found.uri().equals(enter.document()))
                .findFirst()
                .orElseThrow();
        if (document.equals(grammar.documents().getFirst())) {
            return "$" + enter.rule();
        }
        String path = document.uri().getPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        boolean named = document.rules().entrySet().stream()
                .anyMatch(rule -> rule.getKey().equals(enter.rule())
                        && rule.getValue().scope() == RuleScope.PUBLIC);
        return "$<" + file + (named ? "#" + enter.rule() : "") + ">";
    }
}
