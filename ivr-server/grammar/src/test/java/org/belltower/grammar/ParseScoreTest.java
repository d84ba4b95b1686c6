package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The best parse has the score that trying everything finds. */
class ParseScoreTest {
    /** A random expansion with weights. */
    sealed interface Shape {
        record Key(char symbol) implements Shape {}

        record Row(List<Shape> parts) implements Shape {}

        record Choice(List<Weighted> parts) implements Shape {}

        /** Repeated; a maximum of -1 is without end. */
        record Times(Shape body, int min, int max, Optional<Double> probability) implements Shape {}
    }

    record Weighted(Shape shape, double weight) {}

    @Provide
    Arbitrary<Shape> shapes() {
        return shapes(3);
    }

    private static Arbitrary<Shape> shapes(int depth) {
        Arbitrary<Shape> key = Arbitraries.of('1', '2').map(Shape.Key::new);
        if (depth == 0) {
            return key;
        }
        Arbitrary<Shape> inner = shapes(depth - 1);
        Arbitrary<Weighted> weighted =
                Combinators.combine(inner, Arbitraries.of(0.0, 0.5, 1.0, 3.0)).as(Weighted::new);
        return Arbitraries.oneOf(
                key,
                inner.list().ofMaxSize(3).map(Shape.Row::new),
                weighted.list().ofMinSize(1).ofMaxSize(3).map(Shape.Choice::new),
                Combinators.combine(
                                inner,
                                Arbitraries.integers().between(0, 2),
                                Arbitraries.integers().between(-1, 2),
                                Arbitraries.of(0.0, 0.2, 0.5, 1.0).optional())
                        .as((body, min, more, probability) ->
                                new Shape.Times(body, min, more < 0 ? -1 : min + more, probability)));
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings().withChars('1', '2').ofMaxLength(5);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void bestParseHasTheHighestScore(@ForAll("shapes") Shape shape, @ForAll("keys") String keys) {
        Grammar grammar = Grammars.dtmf(xml(shape));
        Optional<Parse> parse =
                grammar.bestParse(keys.chars().mapToObj(Character::toString).toList());
        double best = best(shape, keys);
        assertThat(parse.isPresent()).isEqualTo(!Double.isNaN(best));
        parse.ifPresent(found -> {
            if (Double.isInfinite(best)) {
                assertThat(found.score()).isEqualTo(best);
            } else {
                assertThat(found.score()).isCloseTo(best, within(1e-6));
            }
        });
    }

    private static String xml(Shape shape) {
        return switch (shape) {
            case Shape.Key(char symbol) -> " " + symbol + " ";
            case Shape.Row(var parts) ->
                "<item>" + parts.stream().map(ParseScoreTest::xml).collect(Collectors.joining()) + "</item>";
            case Shape.Choice(var parts) ->
                "<one-of>"
                        + parts.stream()
                                .map(part -> "<item weight=\"" + part.weight() + "\">" + xml(part.shape()) + "</item>")
                                .collect(Collectors.joining())
                        + "</one-of>";
            case Shape.Times(var body, int min, int max, var probability) ->
                "<item repeat=\"" + min + "-" + (max < 0 ? "" : max) + "\""
                        + probability.map(p -> " repeat-prob=\"" + p + "\"").orElse("") + ">" + xml(body) + "</item>";
        };
    }

    /** The highest score by trying every way; not a number where there is none. */
    private static double best(Shape shape, String keys) {
        return switch (shape) {
            case Shape.Key(char symbol) -> keys.equals(String.valueOf(symbol)) ? 0 : Double.NaN;
            case Shape.Row(var parts) -> row(parts, keys);
            case Shape.Choice(var parts) -> {
                double best = Double.NaN;
                for (Weighted part : parts) {
                    best = better(best, Math.log(part.weight()) + best(part.shape(), keys));
                }
                yield best;
            }
            case Shape.Times times -> times.max() == 0 ? best(new Shape.Row(List.of()), keys) : times(times, keys);
        };
    }

    private static double row(List<Shape> parts, String keys) {
        if (parts.isEmpty()) {
            return keys.isEmpty() ? 0 : Double.NaN;
        }
        double best = Double.NaN;
        for (int i = 0; i <= keys.length(); i++) {
            best = better(
                    best,
                    best(parts.getFirst(), keys.substring(0, i))
                            + row(parts.subList(1, parts.size()), keys.substring(i)));
        }
        return best;
    }

    private static double times(Shape.Times times, String keys) {
        if (times.min() == 1 && times.max() == 1) {
            return best(times.body(), keys); // Once is no repeat.
        }
        double nothing = best(times.body(), "");
        double end = times.probability().map(p -> Math.log1p(-p)).orElse(0.0);
        if (keys.isEmpty()) {
            return times.min() == 0 ? end : end + nothing;
        }
        return repeated(times, Double.isNaN(nothing) ? times.min() : 0, 0, keys);
    }

    private static double repeated(Shape.Times times, int floor, int done, String keys) {
        boolean mayGoOn = times.max() < 0 || done < times.max();
        if (keys.isEmpty()) {
            double end = mayGoOn ? times.probability().map(p -> Math.log1p(-p)).orElse(0.0) : 0;
            return done >= floor ? end : Double.NaN;
        }
        double best = Double.NaN;
        for (int i = 1; mayGoOn && i <= keys.length(); i++) {
            double again = done >= floor ? times.probability().map(Math::log).orElse(0.0) : 0;
            best = better(
                    best,
                    best(times.body(), keys.substring(0, i))
                            + again
                            + repeated(times, floor, done + 1, keys.substring(i)));
        }
        return best;
    }

    private static double better(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            `1 {a} | 1 {b}`,                                a
            `/1/ 1 {a} | /2/ 1 {b} | /2/ 1 {c}`,            b
            `/0/ 1 {a} | /0.1/ 1 {b}`,                      b
            `/0/ 1 {a}`,                                    a
            `(/3/ 1 | /2/ 1) {a} | /2.5/ 1 {b}`,            a
            `(/2/ 1 | /2/ 1) {a} | /2.5/ 1 {b}`,            b
            `1 [1]<0-1 /0.9/> {a} | 1 {b}`,                 b
            `1 <1-2 /0.9/> {a} | /0.05/ 1 {b}`,             a
            `1 <1-2 /0.9/> {a} | /0.2/ 1 {b}`,              b
            `{a} | 1`,                                      `1`
            """)
    void weightsMultiplyAndDocumentOrderBreaksTies(String body, String meaning) {
        Grammar grammar = Grammars.compiled(
                "#ABNF 1.0;\nmode dtmf; root $r; tag-format <semantics/1.0-literals>;\n$r = " + body + ";");
        assertThat(Grammars.meaning(grammar, "1")).isEqualTo(meaning);
    }

    @Test
    void scoreIsThatOfTheWholeInput() {
        Grammar grammar = Grammars.compiled("#ABNF 1.0;\nmode dtmf; root $r; $r = (/4/ 1 | /0.5/ 2)<0- /0.5/>;");
        assertThat(grammar.bestParse(List.of("1", "2")).orElseThrow().score())
                .isCloseTo(Math.log(4 * 0.5 * 0.5 * 0.5 * 0.5), within(1e-9));
        assertThat(grammar.bestParse(List.of("3"))).isEmpty();
    }

    @Test
    void weightedAmbiguityDoesNotMultiplyTheWork() {
        Grammar grammar =
                Grammars.compiled("#ABNF 1.0;\nmode dtmf; root $r; $r = (/2/ 1 | /3/ 1 | /5/ 1 1)<1- /0.5/>;");
        assertThat(Grammars.meaning(grammar, "1".repeat(60))).isEqualTo("1".repeat(60));
    }
}
