package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.grammar.Grammars.dtmf;
import static org.belltower.grammar.Grammars.keyed;
import static org.belltower.grammar.Grammars.meaning;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpretationTest {
    private static final String LITERALS = "tag-format=\"semantics/1.0-literals\"";
    private static final String SCRIPT = "tag-format=\"semantics/1.0\"";

    @Test
    void withoutTagsTheMeaningIsWhatWasKeyed() {
        assertThat(meaning(dtmf("1 2 #"), "12#")).isEqualTo("12#");
        assertThat(meaning(
                        dtmf(LITERALS, "<item repeat=\"2\"><one-of><item>1</item><item>2</item></one-of></item>"),
                        "21"))
                .isEqualTo("21");
        assertThat(keyed(dtmf("1 2"), "12").found().getFirst().utterance()).isEqualTo("12");
    }

    @Test
    void literalTagIsTheMeaning() {
        Grammar menu = dtmf(
                LITERALS,
                "<one-of><item>1 <tag>unit value</tag></item><item>2 <tag> profit </tag></item><item>3</item></one-of>");
        assertThat(meaning(menu, "1")).isEqualTo("unit value");
        assertThat(meaning(menu, "2")).isEqualTo("profit");
        assertThat(meaning(menu, "3")).isEqualTo("3");
    }

    @Test
    void lastLiteralOfARuleWins() {
        assertThat(meaning(dtmf(LITERALS, "<tag>a</tag> 1 <tag>b</tag> 2 <tag>c</tag>"), "12"))
                .isEqualTo("c");
    }

    @Test
    void ruleWithoutTagMeansItsLastRule() {
        Grammar grammar = Grammars.compiled(Grammars.document(
                LITERALS,
                "<rule id=\"main\">* <ruleref uri=\"#a\"/> <ruleref uri=\"#b\"/></rule>"
                        + "<rule id=\"a\">1 <tag>A</tag></rule><rule id=\"b\">2 3</rule>"));
        assertThat(meaning(grammar, "*123")).isEqualTo("23");
    }

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            `$ = "alpha"`,                         alpha
            `out = 'x';`,                          x
            `out = "a \\"b\\" \\n"`,               `a "b" \n`
            `out.plan = "P-2001"; out.days = 3`,   `{plan=P-2001, days=number 3.0}`
            `out.a = true; out.b = false;`,        `{a=truth true, b=truth false}`
            `out = -1.5`,                          number -1.5
            """)
    void simpleAssignmentsAreUnderstood(String tag, String expected) {
        String body = "1 <tag><![CDATA[" + tag + "]]></tag>";
        assertThat(meaning(dtmf(SCRIPT, body), "1")).isEqualTo(expected.replace("\\n", "\n"));
        assertThat(meaning(dtmf(body), "1")).isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void valuesOfOtherRulesCanBeTaken() {
        Grammar grammar = Grammars.compiled(Grammars.document(
                SCRIPT,
                "<rule id=\"main\"><ruleref uri=\"#a\"/><tag>out.first = rules.a</tag><ruleref uri=\"#b\"/>"
                        + "<tag>out.second = rules.latest();</tag></rule>"
                        + "<rule id=\"a\">1 <tag>out = \"A\"</tag></rule><rule id=\"b\">2</rule>"));
        assertThat(meaning(grammar, "12")).isEqualTo("{first=A, second=2}");
    }

    @Test
    void heavierAlternativeWinsThenTheFirst() {
        assertThat(meaning(
                        dtmf(
                                LITERALS,
                                "<one-of><item>1<tag>a</tag></item><item weight=\"2.5\">1<tag>b</tag></item>"
                                        + "<item weight=\"2.5\">1<tag>c</tag></item></one-of>"),
                        "1"))
                .isEqualTo("b");
        assertThat(meaning(
                        dtmf(LITERALS, "<one-of><item>1<tag>a</tag></item><item>1<tag>b</tag></item></one-of>"), "1"))
                .isEqualTo("a");
    }

    @Test
    void earlierPartsTakeAsMuchAsTheyCan() {
        Grammar grammar = Grammars.compiled(Grammars.document(
                SCRIPT,
                "<rule id=\"main\"><ruleref uri=\"#a\"/><tag>out.a = rules.a</tag><ruleref uri=\"#b\"/>"
                        + "<tag>out.b = rules.b</tag></rule>"
                        + "<rule id=\"a\"><item repeat=\"1-4\">1</item></rule>"
                        + "<rule id=\"b\"><item repeat=\"0-9\">1</item></rule>"));
        assertThat(meaning(grammar, "111111")).isEqualTo("{a=1111, b=11}");
        assertThat(meaning(grammar, "111")).isEqualTo("{a=111, b=}");
    }

    @Test
    void tagsOfWhatMatchesNothingAreRun() {
        Grammar grammar = dtmf(LITERALS, "1 <item repeat=\"2-\"><tag>twice</tag></item>");
        assertThat(meaning(grammar, "1")).isEqualTo("twice");
    }

    @Test
    void nestedRulesGiveNestedMeanings() {
        Grammar grammar = dtmf(
                SCRIPT, "1 <item repeat=\"0-1\"><ruleref uri=\"#main\"/><tag>out.inner = rules.main</tag></item> 2");
        assertThat(meaning(grammar, "111222")).isEqualTo("{inner={inner=12}}");
    }

    @Test
    void aParseThatMultipliesWithoutEndIsGivenUp() {
        var rules = new StringBuilder("<rule id=\"main\">1 <ruleref uri=\"#r0\"/></rule>");
        for (int i = 0; i < 40; i++) {
            rules.append("<rule id=\"r%d\"><ruleref uri=\"#r%d\"/><ruleref uri=\"#r%d\"/></rule>"
                    .formatted(i, i + 1, i + 1));
        }
        rules.append("<rule id=\"r40\"><tag>x</tag></rule>");
        Grammar grammar = Grammars.compiled(Grammars.document(LITERALS, rules.toString()));
        assertThat(meaning(grammar, "1")).contains("has over 1000000 steps");
    }
}
