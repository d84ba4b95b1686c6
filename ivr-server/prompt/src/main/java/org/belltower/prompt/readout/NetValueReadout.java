package org.belltower.prompt.readout;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The value of one unit of a plan or fund, every decimal said: 一点零五三二元, one point zero five three two yuan.
 * <em>Immutable.</em> The currency stands before the value ({@code USD1.0532}); without it the value is in yuan. With a format as
 * many decimals as it says: a longer value is refused. Without one as many as the value is written with, zeros at its end
 * included, but four at least and six at most: a plan that is valued to five decimals has five said every day.
 */
final class NetValueReadout implements Readout {
    private static final int DECIMALS = 4;
    /** Plans are valued to four, five or six decimals. */
    private static final int USUAL_MOST_DECIMALS = 6;

    private static final int MOST_DECIMALS = 12;

    @Override
    public Reading read(String value, String format, Tongue tongue) {
        int decimals = decimals(format);
        if (decimals < 1 || decimals > MOST_DECIMALS) {
            return new Reading.Refused("a net value's format is its number of decimals, 1 to " + MOST_DECIMALS);
        }
        CodedFigure coded = CodedFigure.of(value);
        Optional<CurrencyWords> currency = CurrencyWords.ofOrYuan(coded.code());
        if (currency.isEmpty()) {
            return CurrencyWords.NONE;
        }
        Optional<BigDecimal> written = Figure.parse(coded.figure());
        Optional<BigDecimal> figure = written.map(Figure::shortest);
        if (written.isEmpty() || figure.isEmpty()) {
            return Figure.NONE;
        }
        if (format.isEmpty()) {
            decimals = Math.clamp(written.get().scale(), DECIMALS, USUAL_MOST_DECIMALS);
        }
        if (figure.get().scale() > decimals) {
            return new Reading.Refused("the value has more than " + decimals
                    + " decimals and would have to be rounded; give a longer format");
        }
        String words = NumberWords.in(tongue).decimal(figure.get().setScale(decimals));
        return new Reading.Words(
                switch (tongue) {
                    case CHINESE -> words + currency.get().chinese;
                    case ENGLISH -> words + " " + currency.get().many;
                });
    }

    private static int decimals(String format) {
        if (format.isEmpty()) {
            return DECIMALS;
        }
        return format.matches("[0-9]{1,2}") ? Integer.parseInt(format) : -1;
    }
}
