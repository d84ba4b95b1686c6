package org.belltower.grammar;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as SRGS has them in weights and probabilities: digits with an optional point, no sign, no exponent.
 *
 * <p>Spec: SRGS 1.0 §2.4.1, §2.5.1.
 */
final class PlainNumber {
    private static final Pattern FORM = Pattern.compile("\\d{1,15}|\\d{1,15}\\.\\d{0,15}|\\.\\d{1,15}");

    private PlainNumber() {}

    /** Empty where the text is no such number. */
    static Optional<Double> parse(String text) {
        return FORM.matcher(text.strip()).matches() ? Optional.of(Double.valueOf(text.strip())) : Optional.empty();
    }

    /** The text that reads back as the same number. */
    static String text(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
