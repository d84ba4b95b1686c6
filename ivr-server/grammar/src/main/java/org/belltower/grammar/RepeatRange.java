package org.belltower.grammar;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a {@code repeat} attribute: {@code n}, {@code m-n} or {@code m-}. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §2.5.
 *
 * @param maximum empty is without end
 */
record RepeatRange(int minimum, OptionalInt maximum) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(-(\\d{1,9})?)?");

    /** Empty where the text is none of the three forms, or the range runs downwards. */
    static Optional<RepeatRange> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int minimum = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            return Optional.of(new RepeatRange(minimum, OptionalInt.of(minimum)));
        }
        if (matcher.group(3) == null) {
            return Optional.of(new RepeatRange(minimum, OptionalInt.empty()));
        }
        int maximum = Integer.parseInt(matcher.group(3));
        return maximum < minimum ? Optional.empty() : Optional.of(new RepeatRange(minimum, OptionalInt.of(maximum)));
    }

    static RepeatRange of(Expansion.Repeat repeat) {
        return new RepeatRange(repeat.minimum(), repeat.maximum());
    }

    /** The text that reads back as the same range. */
    @Override
    public String toString() {
        if (maximum.isEmpty()) {
            return minimum + "-";
        }
        return maximum.getAsInt() == minimum ? String.valueOf(minimum) : minimum + "-" + maximum.getAsInt();
    }

    /** The largest number that is named. */
    int largest() {
        return maximum.orElse(minimum);
    }
}
