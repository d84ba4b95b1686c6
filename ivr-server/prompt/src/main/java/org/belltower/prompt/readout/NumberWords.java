package org.belltower.prompt.readout;

import java.math.BigDecimal;

/** The number words of one language. <em>Immutable.</em> Every digit of a figure is kept; nothing is rounded. */
sealed interface NumberWords permits ChineseNumbers, EnglishNumbers {
    /** Cardinals end below this: ten to the sixteenth. Longer figures are not amounts but codes. */
    long LIMIT = 10_000_000_000_000_000L;

    static NumberWords in(Tongue tongue) {
        return switch (tongue) {
            case CHINESE -> ChineseNumbers.WORDS;
            case ENGLISH -> EnglishNumbers.WORDS;
        };
    }

    /**
     * A whole number.
     *
     * @param number zero or more, below {@link #LIMIT}
     */
    String cardinal(long number);

    /**
     * Each digit by itself.
     *
     * @param digits ASCII digits only
     */
    String digits(String digits);

    /** The word in front of a negative figure, ready to be put before it. */
    String minus();

    /** The word between the whole part and the decimals, ready to be put between them. */
    String point();

    /**
     * A signed figure, its decimals digit by digit and as many as its scale says: {@code 1.0500} keeps its zeros.
     *
     * @param figure its whole part is below {@link #LIMIT}
     */
    default String decimal(BigDecimal figure) {
        String plain = figure.abs().toPlainString();
        int dot = plain.indexOf('.');
        String words = dot < 0
                ? cardinal(Long.parseLong(plain))
                : cardinal(Long.parseLong(plain.substring(0, dot))) + point() + digits(plain.substring(dot + 1));
        return figure.signum() < 0 ? minus() + words : words;
    }

    static void requireSpeakable(long number) {
        if (number < 0 || number >= LIMIT) {
            throw new IllegalArgumentException("a cardinal is 0 to " + (LIMIT - 1));
        }
    }
}
