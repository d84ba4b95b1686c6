package org.belltower.prompt.readout;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the units of a currency are said. <em>Immutable.</em> */
enum CurrencyWords {
    CNY(2, "元", "分", "yuan", "yuan", "fen", "fen"),
    HKD(2, "港元", "港仙", "Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    USD(2, "美元", "美分", "dollar", "dollars", "cent", "cents"),
    EUR(2, "欧元", "欧分", "euro", "euros", "cent", "cents"),
    GBP(2, "英镑", "便士", "pound", "pounds", "penny", "pence"),
    JPY(0, "日元", "", "yen", "yen", "", "");

    /** What a refusal says about a currency that is not among these. */
    static final Reading.Refused NONE = new Reading.Refused("no words for this currency; known are "
            + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")));

    /** Digits after the point of an amount; zero where there is no smaller unit. */
    final int decimals;

    final String chinese;
    final String chineseMinor;
    final String many;
    private final String one;
    private final String oneMinor;
    private final String manyMinor;

    CurrencyWords(
            int decimals,
            String chinese,
            String chineseMinor,
            String one,
            String many,
            String oneMinor,
            String manyMinor) {
        this.decimals = decimals;
        this.chinese = chinese;
        this.chineseMinor = chineseMinor;
        this.one = one;
        this.many = many;
        this.oneMinor = oneMinor;
        this.manyMinor = manyMinor;
    }

    /** By ISO 4217 code. */
    static Optional<CurrencyWords> of(String code) {
        return Arrays.stream(values())
                .filter(currency -> currency.name().equals(code))
                .findAny();
    }

    /** By ISO 4217 code; CNY where the code is empty. */
    static Optional<CurrencyWords> ofOrYuan(String code) {
        return code.isEmpty() ? Optional.of(CNY) : of(code);
    }

    String english(long units) {
        return EnglishNumbers.WORDS.cardinal(units) + " " + (units == 1 ? one : many);
    }

    String englishMinor(long units) {
        return EnglishNumbers.WORDS.cardinal(units) + " " + (units == 1 ? oneMinor : manyMinor);
    }
}
