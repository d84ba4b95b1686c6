package org.belltower.prompt.readout;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimal figures as documents and databases write them, taken over digit for digit. <em>Immutable.</em> */
final class Figure {
    /** What a refusal says about a value that is no figure. */
    static final Reading.Refused NONE = new Reading.Refused(
            "the value is not a figure such as 1234.56 with at most 16 digits before and 12 after the point");

    private static final Pattern FORM =
            Pattern.compile("[+-]?([0-9]{1,16}|[0-9]{1,3}(,[0-9]{3}){1,5})(\\.[0-9]{1,12})?");

    private Figure() {}

    /** Empty where the text is no plain figure: exponents, blanks and other scripts' digits are refused, not guessed. */
    static Optional<BigDecimal> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal figure = new BigDecimal(text.replace(",", ""));
        boolean tooLong =
                figure.abs().toBigInteger().bitLength() > 62 || figure.abs().longValue() >= NumberWords.LIMIT;
        return tooLong ? Optional.empty() : Optional.of(figure);
    }

    /** The figure without zeros that add nothing, never with an exponent. */
    static BigDecimal shortest(BigDecimal figure) {
        BigDecimal stripped = figure.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
