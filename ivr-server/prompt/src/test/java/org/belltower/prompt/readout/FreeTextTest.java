package org.belltower.prompt.readout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures in text that somebody wrote. */
class FreeTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            按1                                 | 按一
            普通话请按１                         | 普通话请按一
            2026-11-20净值1.0532元               | 二零二六年十一月二十日净值一点零五三二元
            2026年11月20日                       | 二零二六年十一月二十日
            2026年底                             | 二零二六年底
            涨幅3.20%                            | 涨幅百分之三点二零
            跌了-1.5％                           | 跌了负百分之一点五
            ¥1,234.56                            | 一千二百三十四元五角六分
            ￥2                                  | 两元
            14:30开市                            | 十四点三十分开市
            电话400-820-1234                     | 电话四零零，八二零，幺二三四
            账号6222020012345678                 | 账号六二二二零二零零一二三四五六七八
            1-3个工作日                          | 一至三个工作日
            2个账户                              | 两个账户
            第2条                                | 第二条
            100万元                              | 一百万元
            1.5亿                                | 一点五亿
            版本1.2.3                            | 版本一点二点三
            代码000001                           | 代码零零零零零一
            ①查询                                | 一 查询
            二〇二六年                           | 二零二六年
            按#号                                | 按井号号
            ¥1.5亿                               | 一点五亿元
            ¥2亿                                 | 两亿元
            RMB 1.5亿元                          | 一点五亿元
            ￥5000万元                           | 五千万元
            US$5 million                         | 五百万美元
            ¥1.5-2亿                             | 一点五至两亿元
            ¥1000-5000                           | 一千至五千元
            HK$3.2万亿                           | 三点二万亿港元
            2万元                                | 两万元
            1000-5000元                          | 一千至五千元
            每笔100-2000000元                    | 每笔一百至两百万元
            1000000元                            | 一百万元
            500-1000万                           | 五百至一千万
            300-500个                            | 三百至五百个
            请拨400-820-1234人工                 | 请拨四零零，八二零，幺二三四人工
            电话010-66668888                     | 电话零幺零，六六六六八八八八
            1000元-5000元                        | 一千元至五千元
            5%-10%                               | 百分之五至百分之十
            1.5亿～2亿                           | 一点五亿至两亿
            比例为1:10                           | 比例为一比十
            1:1.5                                | 一比一点五
            10:1                                 | 十比一
            上午9:30                             | 上午九点三十分
            9:30开市                             | 九点三十分开市
            9:30-15:00                           | 九点三十分至十五点
            9:30至11:30                          | 九点三十分至十一点三十分
            9:30:15                              | 九点三十分十五秒
            09:30                                | 九点三十分
            """)
    void chineseTextIsSpelledOut(String text, String words) {
        assertThat(FreeText.words(text, Locale.CHINA))
                .isInstanceOfSatisfying(
                        Reading.Words.class,
                        said -> assertThat(said.text().strip()).isEqualTo(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            press 1                        | press one
            Plan P-2001                    | Plan P-two zero zero one
            A12 and 12B                    | A one two and one two B
            on 2026-11-20                  | on November twentieth, twenty twenty-six
            up 3.20%                       | up three point two zero percent
            down -1.5 %                    | down minus one point five percent
            $1,234.50 due                  | one thousand two hundred thirty-four dollars and fifty cents due
            $1.999 a unit                  | one point nine nine nine dollars a unit
            CNY 5                          | five yuan
            the 21st of May                | the twenty-first of May
            at 14:30                       | at two thirty p m
            call 800-820-1234              | call eight zero zero, eight two zero, one two three four
            7 days-5 nights                | seven days-five nights
            1-3 days                       | one to three days
            13:99                          | one three nine nine
            US$5 million                   | five million dollars
            $1.5 Billion due               | one point five billion dollars due
            $5 millions                    | five dollars millions
            ¥1.5亿                         | one hundred fifty million yuan
            USD 5-10 million               | five to ten million dollars
            $20-30 thousand                | twenty to thirty thousand dollars
            $5-$10                         | five dollars to ten dollars
            1000-5000 yuan                 | one thousand to five thousand yuan
            100-200 million                | one hundred to two hundred million
            1000000 dollars                | one million dollars
            call 010-66668888 5 days       | call zero one zero, six six six six eight eight eight eight five days
            5%-10%                         | five percent to ten percent
            a ratio of 1:10                | a ratio of one to ten
            a 2:1 split                    | a two to one split
            at 9:30                        | at nine thirty a m
            9:30-15:00                     | nine thirty a m to three p m
            2026-13-45                     | two zero two six one three four five
            """)
    void englishTextIsSpelledOut(String text, String words) {
        assertThat(FreeText.words(text, Locale.US))
                .isInstanceOfSatisfying(
                        Reading.Words.class,
                        said -> assertThat(said.text().strip()).isEqualTo(words));
    }

    @Test
    void textWithoutFiguresIsLeftAlone() {
        String text = "您好，欢迎致电；再见！";
        assertThat(FreeText.words(text, Locale.CHINA)).isEqualTo(new Reading.Words(text));
        assertThat(FreeText.words("bonjour", Locale.FRANCE)).isEqualTo(new Reading.Words("bonjour"));
    }

    @Test
    void digitsInALanguageWithoutNumberWordsAreRefused() {
        assertThat(FreeText.words("appuyez sur 1", Locale.FRANCE)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void minusOfALongFigureIsSaid() {
        assertThat(FreeText.words("-12345678", Locale.US))
                .isEqualTo(new Reading.Words(
                        "minus twelve million three hundred forty-five thousand six hundred seventy-eight"));
    }

    @Provide
    Arbitrary<String> figures() {
        return Arbitraries.strings()
                .withChars("0123456789０９①½²Ⅷ٣〇.,，:-/%$¥年月日元 AZa按+stndrhx⁄")
                .ofMaxLength(40);
    }

    @Property(tries = 2000)
    void noDigitIsLeft(@ForAll("figures") String text) {
        canary(text);
    }

    private static void canary(String text) {
        for (Locale language : new Locale[] {Locale.CHINA, Locale.US}) {
            assertThat(FreeText.words(text, language))
                    .isInstanceOfSatisfying(
                            Reading.Words.class,
                            said -> assertThat(said.text().codePoints())
                                    .as("in '%s'", said.text())
                                    .noneMatch(c ->
                                            Character.isDigit(c) || Character.getType(c) == Character.OTHER_NUMBER));
        }
    }
}
