package org.belltower.prompt.readout;

import java.math.BigDecimal;
import java.util.Optional;

/** A place in a row: 第二, second. <em>Immutable.</em> */
final class OrdinalReadout implements Readout {
    @Override
    public Reading read(String value, String format, Tongue tongue) {
        Optional<BigDecimal> figure = Figure.parse(value).map(Figure::shortest);
        if (!format.isEmpty()
                || figure.isEmpty()
                || figure.get().scale() > 0
                || figure.get().signum() <= 0) {
            return new Reading.Refused("an ordinal is a whole number from 1 on, without a format");
        }
        long place = figure.get().longValueExact();
        return new Reading.Words(
                switch (tongue) {
                    case CHINESE -> "第" + plain(place);
                    case ENGLISH -> EnglishNumbers.WORDS.ordinal(place);
                });
    }

    /** After 第 there is no 两. */
    private static String plain(long place) {
        String words = ChineseNumbers.WORDS.cardinal(place);
        return words.startsWith("两") ? "二" + words.substring(1) : words;
    }
}
