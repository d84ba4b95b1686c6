package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers say, in the form that Appendix P gives. */
class SpokenBuiltinTest {
    private static final Grammar CHINESE = builtin("number", Locale.CHINA);
    private static final Grammar CHINESE_MONEY = builtin("currency", Locale.CHINA);
    private static final Grammar CHINESE_DATE = builtin("date", Locale.CHINA);

    private static Grammar builtin(String text, Locale language) {
        return Grammars.compiled(BuiltinGrammars.parse(text, GrammarMode.VOICE, language));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            boolean;                        yes;                                        truth true
            boolean;                        yes please;                                 truth true
            boolean;                        that's right;                               truth true
            boolean;                        No, thank you.;                             truth false
            boolean;                        maybe;                                      no match
            boolean?y=7;                    no;                                         truth false
            digits;                         four oh seven zero one;                     40701
            digits;                         4071;                                       4071
            digits?length=3;                one two three;                              123
            digits?length=3;                one two;                                    no match
            digits?minlength=2,maxlength=3; one two three four;                         no match
            phone;                          five five five one two one two;             5551212
            phone;                          five five five extension one two;           555x12
            number;                         zero;                                       0
            number;                         twelve hundred and five;                    1205
            number;                         one hundred five;                           105
            number;                         a hundred;                                  100
            number;                         three million two hundred thousand and one; 3200001
            number;                         two billion;                                2000000000
            number;                         minus three point one four;                 -3.14
            number;                         point oh five;                              0.05
            number;                         12.5;                                       12.5
            number;                         0 0 7.5;                                    7.5
            number;                         plus five;                                  5
            number;                         a thousand and one;                         1001
            number;                         a million;                                  1000000
            number;                         minus;                                      no match
            number;                         point;                                      no match
            currency;                       twelve dollars and fifty cents;             USD12.50
            currency;                       twelve dollars;                             USD12.00
            currency;                       one thousand pounds and five pence;         GBP1000.05
            currency;                       seventy five cents;                         USD0.75
            currency;                       two point five yuan;                        CNY2.50
            currency;                       $12.50;                                     USD12.50
            currency;                       a dollar fifty cents;                       USD1.50
            currency;                       a thousand dollars;                         USD1000.00
            currency;                       two hundred us dollars;                     USD200.00
            currency;                       a;                                          no match
            currency;                       twelve;                                     12.00
            date;                           november twentieth twenty twenty six;       20261120
            date;                           the fourth of july;                         ????0704
            date;                           february thirtieth;                         no match
            date;                           March 3 nineteen oh five;                   19050303
            date;                           may twenty first two thousand and six;      20060521
            date;                           December 31 2026;                           20261231
            date;                           november;                                   ????11??
            date;                           november twenty twenty six;                 202611??
            date;                           november twenty six;                        ????1126
            date;                           february in nineteen ninety eight;          199802??
            date;                           twenty twenty six;                          2026????
            date;                           the twentieth;                              ??????20
            date;                           twenty;                                     no match
            time;                           nine fifteen;                               0915?
            time;                           nine o'clock am;                            0900a
            time;                           half past nine in the evening;              0930p
            time;                           quarter to one;                             1245?
            time;                           ten minutes past three p.m.;                0310p
            time;                           twenty to six;                              0540?
            time;                           noon;                                       1200p
            time;                           midnight;                                   1200a
            time;                           twenty one thirty;                          2130h
            time;                           thirteen hundred hours;                     1300h
            time;                           twelve noon;                                1200p
            time;                           three o clock;                              0300?
            time;                           oh nine hundred hours;                      0900h
            time;                           zero hundred;                               0000h
            time;                           nine oh five;                               0905?
            """)
    void englishIsUnderstood(String type, String said, String value) {
        assertThat(Grammars.spoken(builtin(type.replace(',', ';'), Locale.US), said))
                .isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            boolean;                        是;                         truth true
            boolean;                        对 的;                      truth true
            boolean;                        好啊;                       truth true
            boolean;                        可以;                       truth true
            boolean;                        不是;                       truth false
            boolean;                        不 对;                      truth false
            boolean;                        不用了;                     truth false
            boolean;                        不知道;                     no match
            digits;                         幺三八 零〇两;              138002
            digits?length=2;                一二三;                     no match
            digits?length=4;                2 0 2 6;                    2026
            phone;                          零幺零 八八八八 转 二零幺;  0108888x201
            phone;                          13800;                      13800
            number;                         零;                         0
            number;                         十;                         10
            number;                         十五;                       15
            number;                         两百;                       200
            number;                         三百五;                     350
            number;                         三百五十;                   350
            number;                         三百零五;                   305
            number;                         一千零五十;                 1050
            number;                         一千零五;                   1005
            number;                         两千三;                     2300
            number;                         一万二;                     12000
            number;                         一万零二;                   10002
            number;                         一万零五百;                 10500
            number;                         十二万三千四百五十六;       123456
            number;                         一亿零三百万;               103000000
            number;                         一亿零五千;                 100005000
            number;                         一亿零五;                   100000005
            number;                         十亿零三千零二十;           1000003020
            number;                         一百万零五千;               1005000
            number;                         两千零五万;                 20050000
            number;                         一万零五;                   10005
            number;                         一万零一十;                 10010
            number;                         两亿;                       200000000
            number;                         一万亿;                     1000000000000
            number;                         负三点一四;                 -3.14
            number;                         三点五万;                   35000
            number;                         一点二三四五六亿;           123456000
            number;                         零点零五;                   0.05
            number;                         12.5;                       12.5
            number;                         3万;                        30000
            number;                         007;                        7
            number;                         正五;                       5
            number;                         一二;                       no match
            number;                         点五;                       no match
            currency;                       一百二十块五毛;             CNY120.50
            currency;                       一百二十块五;               CNY120.50
            currency;                       三万元整;                   CNY30000.00
            currency;                       五毛;                       CNY0.50
            currency;                       五分钱;                     CNY0.05
            currency;                       三元零五分;                 CNY3.05
            currency;                       三块两毛五;                 CNY3.25
            currency;                       三块两毛五分;               CNY3.25
            currency;                       十二点五元;                 CNY12.50
            currency;                       12.5元;                     CNY12.50
            currency;                       一亿零五千元;               CNY100005000.00
            currency;                       一元零五分;                 CNY1.05
            currency;                       三美元零五美分;             USD3.05
            currency;                       十二英镑五十便士;           GBP12.50
            currency;                       五十美分;                   USD0.50
            currency;                       两百美元;                   USD200.00
            currency;                       一万二千元五角;             CNY12000.50
            currency;                       三点五万元;                 CNY35000.00
            currency;                       12.5万元;                   CNY125000.00
            currency;                       一点二三四五六七万元;       CNY12345.67
            currency;                       零点五亿美元;               USD50000000.00
            currency;                       壹万贰仟元伍角整;           CNY12000.50
            currency;                       两块半;                     CNY2.50
            currency;                       人民币一千;                 CNY1000.00
            currency;                       三百五;                     350.00
            date;                           二零二六年十一月二十号;     20261120
            date;                           二〇二六年 2月29日;         20260229
            date;                           2026年11月20日;             20261120
            date;                           元月三号;                   ????0103
            date;                           十月一号;                   ????1001
            date;                           两千零六年五月三号;         20060503
            date;                           二月三十号;                 no match
            date;                           四月三十一号;               no match
            date;                           二〇二六年十一月;           202611??
            date;                           十一月份;                   ????11??
            date;                           二零二六年;                 2026????
            date;                           二十号;                     ??????20
            date;                           二十;                       no match
            date;                           一九九八年十二月三十一日;   19981231
            time;                           下午三点半;                 0330p
            time;                           三点;                       0300?
            time;                           上午九点一刻;               0915a
            time;                           晚上九点四十五分;           0945p
            time;                           晚上十二点;                 1200a
            time;                           晚上五点半;                 0530p
            time;                           晚上一点;                   0100a
            time;                           半夜三点;                   0300a
            time;                           三点过五分;                 0305?
            time;                           正午;                       1200p
            time;                           午夜;                       1200a
            time;                           中午十二点;                 1200p
            time;                           中午十一点半;               1130a
            time;                           中午十点;                   1000a
            time;                           中午一点;                   0100p
            time;                           上午十二点;                 1200p
            time;                           早上十二点半;               1230p
            time;                           早上八点;                   0800a
            time;                           凌晨十二点;                 1200a
            time;                           凌晨三点;                   0300a
            time;                           半夜十二点;                 1200a
            time;                           夜里十二点半;               1230a
            time;                           下午十二点半;               1230p
            time;                           二十一点零五分;             2105h
            time;                           21:05;                      2105h
            time;                           差五分九点;                 0855?
            time;                           两点钟;                     0200?
            time;                           二十五点;                   no match
            """)
    void chineseIsUnderstood(String type, String said, String value) {
        assertThat(Grammars.spoken(builtin(type, Locale.CHINA), said)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boolean", "date", "digits", "currency", "number", "phone", "time"})
    void examplesOfEachGrammarMatchAndNothingIsNoAnswer(String type) {
        for (Locale language : List.of(Locale.US, Locale.UK, Locale.CHINA, Locale.TAIWAN)) {
            Grammar grammar = builtin("builtin:grammar/" + type, language);
            assertThat(grammar.language()).isEqualTo(language);
            List<String> examples = java.util.Objects.requireNonNull(
                            grammar.documents().getFirst().rules().get(type))
                    .examples();
            if (!type.equals("digits")) {
                assertThat(examples).isNotEmpty();
            }
            examples.forEach(example -> assertThat(Grammars.spoken(grammar, example))
                    .as(example)
                    .doesNotStartWith("failed")
                    .isNotEqualTo("no match"));
            assertThat(grammar.parse(List.of())).as("silence").isEmpty();
            assertThat(grammar.vocabulary()).isNotEmpty();
        }
    }

    @Test
    void languageWithoutSpokenTypesIsNamed() {
        assertThat(Grammars.problems(BuiltinGrammars.parse("digits", GrammarMode.VOICE, Locale.FRENCH))
                        .getFirst())
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(GrammarProblem.Kind.LANGUAGE);
                    assertThat(problem.what()).contains("cannot be spoken in “fr”");
                });
    }

    @Test
    void otherGrammarsMayReferToSpokenTypes() {
        Grammar grammar = Grammars.compiled("""
                #ABNF 1.0 UTF-8;
                language zh-CN;
                root $r;
                tag-format <semantics/1.0>;
                $r = 转 $<builtin:grammar/currency> {out.amount = rules.currency} [到 $<builtin:grammar/digits?length=4> {out.to = rules.digits}];
                """);
        assertThat(Grammars.spoken(grammar, "转 三百块 到 八八零幺")).isEqualTo("{amount=CNY300.00, to=8801}");
    }

    /** As far as ECMAScript counts exactly; the readouts go a little further, to ten quadrillion. */
    @Property(tries = 300)
    void everyChineseNumberComesBack(@ForAll @LongRange(max = 9_007_199_254_740_991L) long number) {
        assertThat(Grammars.spoken(CHINESE, chinese(number))).isEqualTo(String.valueOf(number));
    }

    /** Where zeros are led over, which few numbers of chance have: a few digits, far apart. */
    @Property(tries = 300)
    void everyChineseNumberWithGapsComesBack(
            @ForAll @Size(min = 1, max = 3) List<@LongRange(min = 1, max = 9) Long> digits,
            @ForAll @Size(3) List<@IntRange(max = 14) Integer> places) {
        long number = 0;
        for (int i = 0; i < digits.size(); i++) {
            number += digits.get(i) * BigInteger.TEN.pow(places.get(i)).longValueExact();
        }
        assertThat(Grammars.spoken(CHINESE, chinese(number))).isEqualTo(String.valueOf(number));
        assertThat(Grammars.spoken(CHINESE_MONEY, counted(number, "元"))).isEqualTo("CNY" + number + ".00");
    }

    @Property(tries = 300)
    void everyChineseAmountComesBack(
            @ForAll @LongRange(max = 9_999_999_999L) long units, @ForAll @IntRange(min = 1, max = 99) int cents) {
        String gap = units > 0 && cents < 10 ? "零" : "";
        String tenths = cents < 10 ? "" : chinese(cents / 10) + "角";
        String rest = cents % 10 == 0 ? "" : chinese(cents % 10) + "分";
        String value = units + (cents < 10 ? ".0" : ".") + cents;
        String yuan = units == 0 ? "" : counted(units, "元");
        assertThat(Grammars.spoken(CHINESE_MONEY, yuan + gap + tenths + rest)).isEqualTo("CNY" + value);
        String dollars = units == 0 ? "" : counted(units, "美元");
        assertThat(Grammars.spoken(CHINESE_MONEY, dollars + gap + chinese(cents) + "美分"))
                .isEqualTo("USD" + value);
    }

    @Property(tries = 200)
    void everyChineseDecimalComesBack(
            @ForAll @LongRange(max = 999_999_999L) long whole, @ForAll @IntRange(min = 1, max = 9_999) int rest) {
        String digits = String.valueOf(rest)
                .chars()
                .mapToObj(digit -> String.valueOf("零一二三四五六七八九".charAt(digit - '0')))
                .collect(Collectors.joining());
        assertThat(Grammars.spoken(CHINESE, "负" + chinese(whole) + "点零" + digits))
                .isEqualTo("-" + whole + ".0" + rest);
    }

    @Property(tries = 100)
    void everyNumberBelowTenThousandComesBackInChinese(@ForAll @IntRange(max = 9_999) int number) {
        assertThat(Grammars.spoken(CHINESE, chinese(number))).isEqualTo(String.valueOf(number));
    }

    @Property(tries = 200)
    void everyDateComesBackInChinese(@ForAll @IntRange(max = 60_000) int day) {
        LocalDate date = LocalDate.of(1950, 1, 1).plusDays(day);
        String said = date.getYear() + "年" + chinese(date.getMonthValue()) + "月" + chinese(date.getDayOfMonth()) + "号";
        assertThat(Grammars.spoken(CHINESE_DATE, said))
                .isEqualTo(date.toString().replace("-", ""));
    }

    /** A number as the readouts of this server say it in Chinese. */
    private static String chinese(long number) {
        String text = number == 0 ? "零" : full(number);
        String words = text.startsWith("一十") ? text.substring(1) : text;
        return words.matches("二[百千万亿].*") ? "两" + words.substring(1) : words;
    }

    /** So many of a unit. */
    private static String counted(long number, String unit) {
        return number == 2 ? "两" + unit : chinese(number) + unit;
    }

    private static String full(long number) {
        if (number < 10_000) {
            return section(number, "");
        }
        return number < 100_000_000
                ? full(number / 10_000) + "万" + rest(number % 10_000, 1_000)
                : full(number / 100_000_000) + "亿" + rest(number % 100_000_000, 10_000_000);
    }

    /** What is smaller than the place right below is led in by 零. */
    private static String rest(long number, long placeBelow) {
        return (number > 0 && number < placeBelow ? "零" : "") + (number == 0 ? "" : full(number));
    }

    private static String section(long number, String unit) {
        if (number == 0) {
            return "";
        }
        String[] units = {"千", "百", "十", ""};
        var text = new StringBuilder();
        boolean gap = false;
        long power = 1000;
        for (String name : units) {
            long digit = number / power % 10;
            if (digit == 0) {
                gap = text.length() > 0;
            } else {
                text.append(gap ? "零" : "")
                        .append("零一二三四五六七八九".charAt((int) digit))
                        .append(name);
                gap = false;
            }
            power /= 10;
        }
        return text + unit;
    }
}
