package org.belltower.prompt.readout;

import java.math.BigDecimal;
import java.util.Optional;

/** A whole number; decimals other than zeros are refused. <em>Immutable.</em> */
final class IntegerReadout implements Readout {
    @Override
    public Reading read(String value, String format, Tongue tongue) {
        if (!format.isEmpty()) {
            return new Reading.Refused("an integer has no format");
        }
        Optional<BigDecimal> figure = Figure.parse(value).map(Figure::shortest);
        if (figure.isEmpty()) {
            return Figure.NONE;
        }
        if (figure.get().scale() > 0) {
            return new Reading.Refused("the value has decimals and would have to be rounded; read it as a number");
        }
        return new Reading.Words(NumberWords.in(tongue).decimal(figure.get()));
    }
}
