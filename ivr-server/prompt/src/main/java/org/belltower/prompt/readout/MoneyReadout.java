package org.belltower.prompt.readout;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An amount of money in its units: 一千二百三十四元五角六分, one thousand two hundred thirty-four yuan and fifty-six fen.
 * <em>Immutable.</em> The currency is the format or stands before the value ({@code USD12.50}); without either it is
 * CNY. An amount finer than the smallest unit is refused.
 *
 * <p>Spec: VoiceXML 2.0 Appendix P, {@code currency}.
 */
final class MoneyReadout implements Readout {
    @Override
    public Reading read(String value, String format, Tongue tongue) {
        CodedFigure coded = CodedFigure.of(value);
        if (!coded.code().isEmpty() && !format.isEmpty() && !format.equals(coded.code())) {
            return new Reading.Refused("the currency before the value is not the one in the format");
        }
        String code = coded.code().isEmpty() ? format : coded.code();
        Optional<CurrencyWords> currency = CurrencyWords.ofOrYuan(code);
        if (currency.isEmpty()) {
            return CurrencyWords.NONE;
        }
        Optional<BigDecimal> amount = Figure.parse(coded.figure()).map(Figure::shortest);
        if (amount.isEmpty()) {
            return Figure.NONE;
        }
        if (amount.get().scale() > currency.get().decimals) {
            return new Reading.Refused("the amount is finer than the smallest unit of " + currency.get()
                    + " and would have to be rounded");
        }
        return new Reading.Words(words(amount.get(), currency.get(), tongue));
    }

    private static String words(BigDecimal amount, CurrencyWords currency, Tongue tongue) {
        long units = amount.abs().longValue();
        int hundredths = amount.abs()
                .subtract(BigDecimal.valueOf(units))
                .movePointRight(2)
                .intValueExact();
        String sign = amount.signum() < 0 ? NumberWords.in(tongue).minus() : "";
        return sign
                + switch (tongue) {
                    case CHINESE -> chinese(units, hundredths, currency);
                    case ENGLISH -> english(units, hundredths, currency);
                };
    }

    private static String chinese(long units, int hundredths, CurrencyWords currency) {
        String whole = units > 0 || hundredths == 0 ? ChineseNumbers.WORDS.counted(units, currency.chinese) : "";
        if (hundredths == 0) {
            return whole;
        }
        // 零 says that the place between is empty: 一元零五分.
        String zero = !whole.isEmpty() && hundredths < 10 ? "零" : "";
        if (currency != CurrencyWords.CNY) {
            return whole + zero + small(hundredths, currency.chineseMinor, whole.isEmpty());
        }
        String jiao = hundredths < 10 ? "" : small(hundredths / 10, "角", whole.isEmpty());
        boolean head = whole.isEmpty() && jiao.isEmpty();
        return whole + zero + jiao + (hundredths % 10 == 0 ? "" : small(hundredths % 10, currency.chineseMinor, head));
    }

    private static String small(int number, String unit, boolean head) {
        return head ? ChineseNumbers.WORDS.counted(number, unit) : ChineseNumbers.WORDS.cardinal(number) + unit;
    }

    private static String english(long units, int hundredths, CurrencyWords currency) {
        if (hundredths == 0) {
            return currency.english(units);
        }
        String minor = currency.englishMinor(hundredths);
        return units == 0 ? minor : currency.english(units) + " and " + minor;
    }
}
