package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of {@code good/} say in their {@code meta} what they accept and what it means; those of {@code bad/} name at
 * their top the problem that has to be found first.
 */
class GrammarFilesTest {
    private static final Pattern EXPECTED = Pattern.compile("expect: \\d+:\\d+ \\w+ .");

    static List<Path> good() {
        return files("good");
    }

    static List<Path> bad() {
        return files("bad");
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(GrammarFilesTest.class.getResource(folder), folder)
                        .toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompileResult compile(Path file) {
        return new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults()).compile(bytes(file), file.toUri());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodFileMatchesAsItSays(Path file) {
        Grammar grammar = Grammars.compiled(compile(file));
        assertThat(grammar.documents().getFirst().meta()).isNotEmpty();
        for (MetaEntry meta : grammar.documents().getFirst().meta()) {
            String[] parts = meta.content().split(" = ", -1);
            String what = meta.name() + " " + meta.content();
            char state = Grammars.letter(Grammars.keyed(grammar, parts[0]));
            switch (meta.name().substring(0, meta.name().indexOf('.'))) {
                case "accept" -> {
                    assertThat(state).as(what).isIn('C', 'X');
                    assertThat(Grammars.meaning(grammar, parts[0])).as(what).isEqualTo(parts[1]);
                }
                case "open" -> assertThat(state).as(what).isEqualTo('M');
                case "reject" -> assertThat(state).as(what).isEqualTo('N');
                default -> throw new AssertionError(what);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badFileIsRefusedAtItsPlace(Path file) {
        String firstLine = new String(bytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("expect: "))
                .findFirst()
                .orElseThrow();
        Matcher expected = EXPECTED.matcher(firstLine);
        assertThat(expected.find()).as(firstLine).isTrue();
        String[] parts = firstLine
                .substring(expected.start())
                .replace("expect: ", "")
                .replace(" -->", "")
                .split(" ", 3);
        GrammarProblem problem = Grammars.problems(compile(file)).getFirst();
        assertThat(problem.position() + " " + problem.kind() + " " + problem.what())
                .startsWith(parts[0] + " " + parts[1] + " ")
                .contains(parts[2].strip());
        assertThat(problem.remedy()).isNotBlank();
        assertThat(problem.rule()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("good")
    void everyTruncationIsRefusedWithAPlace(Path file) {
        byte[] whole = new String(bytes(file), StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
        var parser = new GrammarParser(GrammarLimits.defaults());
        for (int length = 0; length < whole.length; length++) {
            ParseResult result = parser.parse(java.util.Arrays.copyOf(whole, length), file.toUri());
            assertThat(result).as("first %d bytes", length).isInstanceOf(ParseResult.Broken.class);
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void inlineGrammarReadsLikeAFile(Path file) {
        String xml = new String(bytes(file), StandardCharsets.UTF_8);
        String element = xml.substring(Math.max(0, xml.indexOf("<grammar"))).replace(" version=\"1.0\"", "");
        var compiler = new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults());
        CompileResult result =
                compiler.compileInline(element, new Embedding(file.toUri(), Locale.US, new Position(40, 7)));
        assertThat(Grammars.compiled(result).language()).isEqualTo(Locale.US);
    }
}
