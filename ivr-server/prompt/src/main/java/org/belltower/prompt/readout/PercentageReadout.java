package org.belltower.prompt.readout;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A percentage, digit for digit: 百分之三点二零, minus one point five percent. <em>Immutable.</em> With the format
 * {@code ratio} the value is a fraction of one, so 0.0325 is 3.25 percent.
 */
final class PercentageReadout implements Readout {
    @Override
    public Reading read(String value, String format, Tongue tongue) {
        if (!format.isEmpty() && !format.equals("ratio")) {
            return new Reading.Refused("a percentage's format is empty, or ratio where 0.05 means five percent");
        }
        boolean signed = value.endsWith("%");
        if (signed && !format.isEmpty()) {
            return new Reading.Refused("a ratio has no percent sign");
        }
        Optional<BigDecimal> figure = Figure.parse(signed ? value.substring(0, value.length() - 1) : value)
                .map(number -> format.isEmpty() ? number : hundredfold(number))
                .filter(number -> number.abs().compareTo(BigDecimal.valueOf(NumberWords.LIMIT)) < 0);
        return figure.isEmpty() ? Figure.NONE : new Reading.Words(words(figure.get(), tongue));
    }

    private static BigDecimal hundredfold(BigDecimal ratio) {
        BigDecimal percent = ratio.movePointRight(2);
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

    private static String words(BigDecimal percent, Tongue tongue) {
        NumberWords numbers = NumberWords.in(tongue);
        return switch (tongue) {
            case CHINESE -> (percent.signum() < 0 ? numbers.minus() : "") + "百分之" + numbers.decimal(percent.abs());
            case ENGLISH -> numbers.decimal(percent) + " percent";
        };
    }
}
