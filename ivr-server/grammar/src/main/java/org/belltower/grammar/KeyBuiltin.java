package org.belltower.grammar;

import static org.belltower.grammar.KeyExpansions.digit;
import static org.belltower.grammar.KeyExpansions.key;
import static org.belltower.grammar.KeyExpansions.nonZero;
import static org.belltower.grammar.KeyExpansions.oneOf;
import static org.belltower.grammar.KeyExpansions.sequence;
import static org.belltower.grammar.KeyExpansions.spell;
import static org.belltower.grammar.KeyExpansions.times;
import static org.belltower.grammar.KeyExpansions.twoDigits;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The builtin types as they are keyed. <i>Immutable.</i>
 *
 * <p>Spec: VoiceXML 2.0 Appendix P.
 */
enum KeyBuiltin {
    /** {@code y} and {@code n} are one key each; the value is true or false. */
    BOOLEAN {
        @Override
        Expansion expansion(BuiltinParameters parameters) {
            Key yes = parameters.key("y", Key.ONE);
            Key no = parameters.key("n", Key.TWO);
            if (yes == no) {
                parameters.fail("y and n are both " + yes.symbol(), "Give them different keys");
            }
            return oneOf(List.of(
                    sequence(token(yes), new Expansion.Tag("out = true", Position.start())),
                    sequence(token(no), new Expansion.Tag("out = false", Position.start()))));
        }

        @Override
        TagFormat tagFormat() {
            return new TagFormat.Script();
        }
    },

    /** Four digits of the year, two of the month, two of the day; every month has its days, February has 29. */
    DATE {
        @Override
        Expansion expansion(BuiltinParameters parameters) {
            return sequence(
                    times(4, 4, digit()),
                    oneOf(List.of(
                            sequence(months("01", "03", "05", "07", "08", "10", "12"), twoDigits(1, 31)),
                            sequence(months("04", "06", "09", "11"), twoDigits(1, 30)),
                            sequence(months("02"), twoDigits(1, 29)))));
        }
    },

    /** {@code length}, or {@code minlength} and {@code maxlength}; the value is the keys. */
    DIGITS {
        @Override
        Expansion expansion(BuiltinParameters parameters) {
            OptionalInt length = parameters.count("length");
            OptionalInt minimum = parameters.count("minlength");
            OptionalInt maximum = parameters.count("maxlength");
            if (length.isPresent() && (minimum.isPresent() || maximum.isPresent())) {
                parameters.fail("length stands beside minlength or maxlength", "Give either length or the other two");
            }
            int from = Math.max(1, length.orElse(minimum.orElse(1)));
            OptionalInt to = length.isPresent() ? length : maximum;
            if (to.isPresent() && to.getAsInt() < from) {
                parameters.fail(
                        "at most " + to.getAsInt() + " digits, but at least " + from,
                        "Let minlength be at most maxlength, and the largest at least 1");
                return times(from, digit());
            }
            return to.isPresent() ? times(from, to.getAsInt(), digit()) : times(from, digit());
        }
    },

    /** {@code *} is the decimal point, which may be keyed first; the value has always two decimals and names no currency. */
    CURRENCY {
        @Override
        Expansion expansion(BuiltinParameters parameters) {
            Expansion cents = sequence(key('*', "."), digit(), oneOf(List.of(digit(), spell("0"))));
            return oneOf(List.of(sequence(whole(), oneOf(List.of(cents, spell(".00")))), sequence(spell("0"), cents)));
        }
    },

    /** {@code *} is the decimal point; the value has no leading zeros, which ECMAScript would take for octal. */
    NUMBER {
        @Override
        Expansion expansion(BuiltinParameters parameters) {
            return oneOf(List.of(whole(), sequence(times(0, 1, whole()), key('*', "."), times(1, digit()))));
        }
    },

    /** {@code *} begins the extension, which an {@code x} introduces in the value. */
    PHONE {
        @Override
        Expansion expansion(BuiltinParameters parameters) {
            return sequence(times(1, digit()), times(0, 1, sequence(key('*', "x"), times(1, digit()))));
        }
    },

    /** Two digits of the hour, two of the minute; hours from 01 to 12 may be of the morning or the afternoon. */
    TIME {
        @Override
        Expansion expansion(BuiltinParameters parameters) {
            return oneOf(List.of(
                    sequence(twoDigits(1, 12), twoDigits(0, 59), spell("?")),
                    sequence(oneOf(List.of(twoDigits(0, 0), twoDigits(13, 23))), twoDigits(0, 59), spell("h"))));
        }
    };

    abstract Expansion expansion(BuiltinParameters parameters);

    TagFormat tagFormat() {
        return BuiltinGrammars.SPELLING;
    }

    private static Expansion token(Key key) {
        return new Expansion.Token(String.valueOf(key.symbol()), Locale.ROOT);
    }

    /** A whole number; its leading zeros are passed over. */
    private static Expansion whole() {
        return oneOf(List.of(
                sequence(times(0, token(Key.ZERO)), nonZero(), times(0, digit())),
                sequence(times(1, token(Key.ZERO)), spell("0"))));
    }

    private static Expansion months(String... months) {
        return oneOf(Arrays.stream(months).map(KeyExpansions::digits).toList());
    }
}
