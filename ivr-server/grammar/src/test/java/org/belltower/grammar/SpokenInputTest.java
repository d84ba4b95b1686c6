package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a recogniser hands over against what an author wrote. */
class SpokenInputTest {
    private static Grammar spoken(String rule) {
        return Grammars.compiled("#ABNF 1.0 UTF-8;\nlanguage zh-CN;\nroot $r;\n$r = " + rule + ";");
    }

    @ParameterizedTest(name = "{0} hears {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            单位净值;              单位 净值;            true
            单位净值;              单位净值;             true
            单位净值;              单 位 净 值;          true
            单位 净值;             单位净值;             true
            单位净值;              单位;                 false
            我要 [查] 净值;        我 要净值;            true
            我要 [查] 净值;        我要查净值;           true
            "San Francisco";       san francisco;        true
            New York;              NEW york;             true
            a.m.;                  a.m;                  true
            a.m.;                  am;                   false
            don't;                 don't;                true
            hello;                 Hello,;               true
            hello world;           hello, world!;        true
            好的;                  好的。;               true
            查P2001的净值;         查 p 2001 的 净值;     true
            查P2001的净值;         查P2001的净值;        true
            "2026"年;              2 0 2 6 年;           true
            ２０２６;              2026;                 true
            上海|北京;             北京;                 true
            上海<2>;               上海上海;             true
            """)
    void breaksBetweenWordsDoNotMatterInChinese(String rule, String heard, boolean accepted) {
        assertThat(spoken(rule).parse(List.of(heard.split(" "))).isPresent()).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "New York,New York",
        "我要 查 净值,我要查净值",
        "查 P 2001 的 净值,查P 2001的净值",
        "2026 年,2026年",
        "1 0,1 0",
        "'hello, world!','hello world'"
    })
    void utteranceIsWrittenAsTheLanguageWritesIt(String heard, String written) {
        assertThat(Utterance.of(GrammarMode.VOICE, List.of(heard.split(" "))).text())
                .isEqualTo(written);
    }

    @Test
    void vocabularyIsWhatTheActiveRuleCanReach() {
        Grammar grammar = Grammars.compiled("""
                #ABNF 1.0 UTF-8;
                language zh-CN;
                root $r;
                $r = 净值 | $city | 净值 | "San Francisco"!en-US;
                $city = 上海 | Paris!fr;
                $other = 北京;
                """);
        assertThat(grammar.vocabulary())
                .containsExactly(
                        new VocabularyWord("净值", Locale.CHINA),
                        new VocabularyWord("San Francisco", Locale.US),
                        new VocabularyWord("上海", Locale.CHINA),
                        new VocabularyWord("Paris", Locale.FRENCH));
    }

    @Test
    void anEndlessInputIsNoParse() {
        assertThat(spoken("是<0->").parse(List.of("是".repeat(20_000)))).isEmpty();
    }
}
