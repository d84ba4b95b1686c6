package org.belltower.prompt.readout;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The power of ten that is written out behind a figure: 1.5亿, 5 million. <em>Immutable.</em> */
enum Scale {
    NONE("", 0, Tongue.CHINESE),
    QIAN("千", 3, Tongue.CHINESE),
    WAN("万", 4, Tongue.CHINESE),
    BAI_WAN("百万", 6, Tongue.CHINESE),
    QIAN_WAN("千万", 7, Tongue.CHINESE),
    YI("亿", 8, Tongue.CHINESE),
    WAN_YI("万亿", 12, Tongue.CHINESE),
    THOUSAND("thousand", 3, Tongue.ENGLISH),
    MILLION("million", 6, Tongue.ENGLISH),
    BILLION("billion", 9, Tongue.ENGLISH),
    TRILLION("trillion", 12, Tongue.ENGLISH);

    private final String written;
    private final int power;
    private final Tongue tongue;

    Scale(String written, int power, Tongue tongue) {
        this.written = written;
        this.power = power;
        this.tongue = tongue;
    }

    /** All of one language as a choice of a regular expression, those first that begin with another. */
    static String choice(Tongue tongue) {
        return Arrays.stream(values())
                .filter(scale -> scale != NONE && scale.tongue == tongue)
                .map(scale -> scale.written)
                .sorted((one, other) -> other.length() - one.length())
                .collect(Collectors.joining("|"));
    }

    /** What {@link #choice} has matched, in either case; none for an empty text. */
    static Scale of(String written) {
        String wanted = written.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(scale -> scale.written.equals(wanted))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("'" + written + "' is no scale"));
    }

    /** Whether a language says it as it is written; otherwise the figure has to be multiplied out. */
    boolean isSaidIn(Tongue language) {
        return this == NONE || tongue == language;
    }

    /** What is said behind the number. */
    String words() {
        return this != NONE && tongue == Tongue.ENGLISH ? " " + written : written;
    }

    /**
     * The figure in units.
     *
     * @param figure digits, with a point and thousands separators where it has them
     */
    String times(String figure) {
        return Figure.shortest(new BigDecimal(figure.replace(",", "")).scaleByPowerOfTen(power))
                .toPlainString();
    }
}
