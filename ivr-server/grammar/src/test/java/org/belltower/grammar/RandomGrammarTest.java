package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random grammars against two oracles that share no code with the matcher: {@link Pattern} for what is accepted, and
 * derivatives of regular expressions for what may go on.
 */
class RandomGrammarTest {
    /** A random expansion without references. */
    sealed interface Shape {
        record Key(char symbol) implements Shape {}

        record Row(List<Shape> parts) implements Shape {}

        record Choice(List<Shape> parts) implements Shape {}

        /** Repeated; a maximum of -1 is without end. */
        record Times(Shape body, int min, int max) implements Shape {}
    }

    @Provide
    Arbitrary<Shape> shapes() {
        return shapes(3);
    }

    private static Arbitrary<Shape> shapes(int depth) {
        Arbitrary<Shape> key = Arbitraries.of('1', '2', '*').map(Shape.Key::new);
        if (depth == 0) {
            return key;
        }
        Arbitrary<Shape> inner = shapes(depth - 1);
        Arbitrary<Shape> row = inner.list().ofMaxSize(3).map(Shape.Row::new);
        Arbitrary<Shape> choice = inner.list().ofMinSize(1).ofMaxSize(3).map(Shape.Choice::new);
        Arbitrary<Shape> times = Combinators.combine(
                        inner,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(-1, 2))
                .as((body, min, more) -> new Shape.Times(body, min, more < 0 ? -1 : min + more));
        return Arbitraries.oneOf(key, row, choice, times);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings().withChars('1', '2', '*').ofMaxLength(8);
    }

    @Property(tries = 2000)
    void matcherAgreesWithRegularExpressions(@ForAll("shapes") Shape shape, @ForAll("keys") String keys) {
        Grammar grammar = Grammars.dtmf(xml(shape));
        Pattern pattern = Pattern.compile(regex(shape));
        var matcher = DtmfMatcher.of(List.of(new ActiveGrammar("g", grammar)));
        Regex rest = Regex.of(shape);
        boolean dead = false;
        for (int i = 0; i <= keys.length(); i++) {
            boolean accepted = !dead && pattern.matcher(keys.substring(0, i)).matches();
            assertThat(rest.nullable()).isEqualTo(!dead && accepted);
            char expected = accepted ? (rest.open() ? 'C' : 'X') : (rest.open() ? 'M' : 'N');
            assertThat(Grammars.letter(matcher.state()))
                    .as("%s after %s", regex(shape), keys.substring(0, i))
                    .isEqualTo(expected);
            dead = expected == 'N';
            if (i < keys.length()) {
                matcher.feed(Key.of(keys.charAt(i)).orElseThrow());
                rest = rest.after(keys.charAt(i));
            }
        }
    }

    @Property(tries = 1000)
    void parseOfWhatIsAcceptedHasItsKeysInOrder(@ForAll("shapes") Shape shape, @ForAll("keys") String keys) {
        Grammar grammar = Grammars.dtmf(xml(shape));
        List<String> tokens =
                keys.chars().mapToObj(c -> String.valueOf((char) c)).toList();
        assertThat(grammar.parse(tokens).isPresent()).isEqualTo(keys.matches(regex(shape)));
        grammar.parse(tokens).ifPresent(events -> {
            var found = new ArrayList<String>();
            events.forEach(event -> {
                if (event instanceof ParseEvent.Matched(var token)) {
                    found.add(token);
                }
            });
            assertThat(found).isEqualTo(tokens);
            assertThat(events.getFirst()).isInstanceOf(ParseEvent.Enter.class);
            assertThat(events.getLast()).isInstanceOf(ParseEvent.Leave.class);
        });
    }

    private static String xml(Shape shape) {
        return switch (shape) {
            case Shape.Key(char symbol) -> " " + symbol + " ";
            case Shape.Row(var parts) -> {
                var text = new StringBuilder("<item>");
                parts.forEach(part -> text.append(xml(part)));
                yield text.append("</item>").toString();
            }
            case Shape.Choice(var parts) -> {
                var text = new StringBuilder("<one-of>");
                parts.forEach(part -> text.append("<item>").append(xml(part)).append("</item>"));
                yield text.append("</one-of>").toString();
            }
            case Shape.Times(var body, int min, int max) ->
                "<item repeat=\"" + min + "-" + (max < 0 ? "" : max) + "\">" + xml(body) + "</item>";
        };
    }

    private static String regex(Shape shape) {
        return switch (shape) {
            case Shape.Key(char symbol) -> Pattern.quote(String.valueOf(symbol));
            case Shape.Row(var parts) ->
                parts.stream().map(RandomGrammarTest::regex).reduce("", String::concat);
            case Shape.Choice(var parts) ->
                "(?:"
                        + String.join(
                                "|",
                                parts.stream().map(RandomGrammarTest::regex).toList()) + ")";
            case Shape.Times(var body, int min, int max) ->
                "(?:" + regex(body) + "){" + min + "," + (max < 0 ? "" : max) + "}";
        };
    }

    /** Regular expressions with derivatives (Brzozowski, 1964). */
    sealed interface Regex {
        record Nothing() implements Regex {}

        record Empty() implements Regex {}

        record Symbol(char symbol) implements Regex {}

        record Both(Regex first, Regex second) implements Regex {}

        record Either(Regex first, Regex second) implements Regex {}

        record Star(Regex body) implements Regex {}

        static Regex of(Shape shape) {
            return switch (shape) {
                case Shape.Key(char symbol) -> new Symbol(symbol);
                case Shape.Row(var parts) -> parts.stream().map(Regex::of).reduce(new Empty(), Regex::both);
                case Shape.Choice(var parts) -> parts.stream().map(Regex::of).reduce(new Nothing(), Regex::either);
                case Shape.Times(var body, int min, int max) -> {
                    Regex one = of(body);
                    Regex result = max < 0 ? new Star(one) : new Empty();
                    for (int i = min; i < max; i++) {
                        result = either(new Empty(), both(one, result));
                    }
                    for (int i = 0; i < min; i++) {
                        result = both(one, result);
                    }
                    yield result;
                }
            };
        }

        static Regex both(Regex first, Regex second) {
            if (first instanceof Nothing || second instanceof Nothing) {
                return new Nothing();
            }
            return first instanceof Empty ? second : second instanceof Empty ? first : new Both(first, second);
        }

        static Regex either(Regex first, Regex second) {
            return first instanceof Nothing || first.equals(second)
                    ? second
                    : second instanceof Nothing ? first : new Either(first, second);
        }

        default boolean nullable() {
            return switch (this) {
                case Nothing() -> false;
                case Empty() -> true;
                case Symbol _ -> false;
                case Both(var first, var second) -> first.nullable() && second.nullable();
                case Either(var first, var second) -> first.nullable() || second.nullable();
                case Star _ -> true;
            };
        }

        default Regex after(char key) {
            return switch (this) {
                case Nothing() -> this;
                case Empty() -> new Nothing();
                case Symbol(char symbol) -> symbol == key ? new Empty() : new Nothing();
                case Both(var first, var second) -> {
                    Regex moved = both(first.after(key), second);
                    yield first.nullable() ? either(moved, second.after(key)) : moved;
                }
                case Either(var first, var second) -> either(first.after(key), second.after(key));
                case Star(var body) -> both(body.after(key), this);
            };
        }

        /** Whether some key leads on; nothing unmatchable is ever built in, so what is left can be finished. */
        default boolean open() {
            return !(after('1') instanceof Nothing)
                    || !(after('2') instanceof Nothing)
                    || !(after('*') instanceof Nothing);
        }
    }
}
