package org.belltower.prompt.readout;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.math.BigDecimal;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/** What is said is the figure: words back to figures, and against ICU's spelling rules. */
class NumberPropertiesTest {
    private static final long MOST = 9_999_999_999_999_999L;

    private final RuleBasedNumberFormat icuChinese =
            new RuleBasedNumberFormat(Locale.SIMPLIFIED_CHINESE, RuleBasedNumberFormat.SPELLOUT);
    private final RuleBasedNumberFormat icuEnglish =
            new RuleBasedNumberFormat(Locale.US, RuleBasedNumberFormat.SPELLOUT);

    @Property(tries = 2000)
    void integersComeBackFromTheirWords(@ForAll @LongRange(min = -MOST, max = MOST) long number) {
        BigDecimal figure = BigDecimal.valueOf(number);
        assertThat(InverseNumbers.chinese(words("integer", figure, Locale.CHINA)))
                .isEqualByComparingTo(figure);
        assertThat(InverseNumbers.english(words("integer", figure, Locale.US))).isEqualByComparingTo(figure);
    }

    @Property(tries = 2000)
    void amountsComeBackFromTheirWords(
            @ForAll @BigRange(min = "-9999999999999", max = "9999999999999") @Scale(2) BigDecimal amount) {
        assertThat(InverseNumbers.chineseMoney(words("money", amount, Locale.CHINA)))
                .isEqualByComparingTo(amount);
        assertThat(InverseNumbers.englishMoney(words("money", amount, Locale.US)))
                .isEqualByComparingTo(amount);
    }

    @Property(tries = 2000)
    void netValuesComeBackDigitForDigit(@ForAll @BigRange(min = "0", max = "99999") @Scale(4) BigDecimal value) {
        String chinese = words("net-value", value, Locale.CHINA);
        assertThat(InverseNumbers.chinese(chinese.replace("元", ""))).isEqualTo(value.setScale(4));
        String english = words("net-value", value, Locale.US);
        assertThat(InverseNumbers.english(english.replace(" yuan", ""))).isEqualTo(value.setScale(4));
    }

    /** ICU never says 两 and writes 〇 for 零; otherwise the words are the same. */
    @Property(tries = 2000)
    void chineseIntegersBelowAHundredMillionAreThoseOfIcu(@ForAll @LongRange(min = 0, max = 99_999_999) long number) {
        assertThat(words("integer", BigDecimal.valueOf(number), Locale.CHINA).replace('两', '二'))
                .isEqualTo(icuChinese.format(number).replace('〇', '零'));
    }

    /**
     * From there on ICU says 一亿一万 and 一亿十万 where Chinese says 一亿零一万 and 一亿一十万, and from 万亿 on 兆 as Taiwan does:
     * those are left out of the comparison.
     */
    @Property(tries = 2000)
    void chineseIntegersAreThoseOfIcuButForZeros(
            @ForAll @LongRange(min = 100_000_000, max = 999_999_999_999L) long number) {
        assertThat(words("integer", BigDecimal.valueOf(number), Locale.CHINA)
                        .replace('两', '二')
                        .replace("零", "")
                        .replace("一十", "十"))
                .isEqualTo(icuChinese.format(number).replace("〇", "").replace("一十", "十"));
    }

    @Property(tries = 2000)
    void englishIntegersAreThoseOfIcu(@ForAll @LongRange(min = 0, max = MOST) long number) {
        assertThat(words("integer", BigDecimal.valueOf(number), Locale.US)).isEqualTo(icuEnglish.format(number));
    }

    @Property
    void englishOrdinalsAreThoseOfIcu(@ForAll @LongRange(min = 1, max = 1_000_000) long place) {
        assertThat(words("ordinal", BigDecimal.valueOf(place), Locale.US))
                .isEqualTo(icuEnglish.format(place, "%spellout-ordinal"));
    }

    private static String words(String readout, BigDecimal figure, Locale language) {
        Reading reading = Readouts.standard().read(readout, figure.toPlainString(), "", language);
        assertThat(reading).isInstanceOf(Reading.Words.class);
        return ((Reading.Words) reading).text();
    }
}
