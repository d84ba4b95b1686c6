package org.belltower.prompt.readout;

import java.math.BigDecimal;
import java.util.Optional;

/** Any decimal figure, its decimals digit by digit: 三点二零, three point two zero. <em>Immutable.</em> */
final class NumberReadout implements Readout {
    @Override
    public Reading read(String value, String format, Tongue tongue) {
        return switch (format) {
            case "", "cardinal" -> figure(value, tongue);
            case "ordinal" -> new OrdinalReadout().read(value, "", tongue);
            case "digits", "telephone" -> new DigitsReadout().read(value, format, tongue);
            default -> new Reading.Refused("a number's format is cardinal, ordinal, digits or telephone");
        };
    }

    private static Reading figure(String value, Tongue tongue) {
        Optional<BigDecimal> figure = Figure.parse(value);
        return figure.isEmpty()
                ? Figure.NONE
                : new Reading.Words(NumberWords.in(tongue).decimal(figure.get()));
    }
}
