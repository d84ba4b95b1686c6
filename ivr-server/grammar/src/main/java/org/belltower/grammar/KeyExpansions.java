package org.belltower.grammar;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The building blocks of the builtin key grammars, whose tags spell the value from left to right. */
final class KeyExpansions {
    private KeyExpansions() {}

    /** A key, spelt as something else, or not at all where that is empty. */
    static Expansion key(char symbol, String spelling) {
        return sequence(new Expansion.Token(String.valueOf(symbol), Locale.ROOT), spell(spelling));
    }

    static Expansion spell(String text) {
        return new Expansion.Tag(text, Position.start());
    }

    /** Digits one after the other, each spelt as itself. */
    static Expansion digits(String text) {
        return new Expansion.Sequence(text.chars()
                .mapToObj(c -> key((char) c, String.valueOf((char) c)))
                .toList());
    }

    /** Any one digit. */
    static Expansion digit() {
        return digitFrom(0);
    }

    /** Any one digit but zero. */
    static Expansion nonZero() {
        return digitFrom(1);
    }

    private static Expansion digitFrom(int lowest) {
        return oneOf(IntStream.rangeClosed(lowest, 9)
                .mapToObj(digit -> digits(String.valueOf(digit)))
                .toList());
    }

    /** Two digits, from one number to another. */
    static Expansion twoDigits(int from, int to) {
        return oneOf(IntStream.rangeClosed(from, to)
                .mapToObj(n -> digits(n < 10 ? "0" + n : String.valueOf(n)))
                .toList());
    }

    static Expansion times(int minimum, Expansion body) {
        return new Expansion.Repeat(body, minimum, OptionalInt.empty(), java.util.Optional.empty());
    }

    static Expansion times(int minimum, int maximum, Expansion body) {
        return new Expansion.Repeat(body, minimum, OptionalInt.of(maximum), java.util.Optional.empty());
    }

    static Expansion sequence(Expansion... parts) {
        return new Expansion.Sequence(List.of(parts));
    }

    static Expansion oneOf(List<Expansion> expansions) {
        return new Expansion.Alternatives(
                expansions.stream().map(e -> new Expansion.Choice(e, 1)).toList());
    }
}
