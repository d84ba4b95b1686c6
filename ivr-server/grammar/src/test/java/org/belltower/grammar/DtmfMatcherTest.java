package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.grammar.Grammars.dtmf;
import static org.belltower.grammar.Grammars.keyed;
import static org.belltower.grammar.Grammars.states;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DtmfMatcherTest {
    @ParameterizedTest(name = "{0} keyed {1}")
    @CsvSource(quoteCharacter = '\'', textBlock = """
            '1 2 3',                                                            '1 2 3',   MMMX
            '123',                                                              '1 2 3',   MMMX
            '1 2 3',                                                            '1 3',     MMN
            'star 1 pound',                                                     '* 1 #',   MMMX
            'A B',                                                              'a b',     MMX
            '<one-of><item>1</item><item>1 2</item></one-of>',                  '1 2',     MCX
            '<one-of><item>1</item><item>2</item></one-of>',                    '3',       MN
            '<item repeat="2">7</item>',                                        '7 7 7',   MMXN
            '<item repeat="1-3">7</item>',                                      '7 7 7',   MCCX
            '<item repeat="2-">7</item>',                                       '7 7 7',   MMCC
            '<item repeat="0-1">7</item> 8',                                    '8',       MX
            '<item repeat="0">7</item> 8',                                      '7',       MN
            '<item repeat="0-"><item repeat="0-"></item></item> 8',             '8',       MX
            '<item repeat="0-"><item repeat="0-">1</item></item> 8',            '1 1 8',   MMMX
            '<item repeat="3-"><item repeat="0-1">1</item></item> 8',           '1 8',     MMX
            '1 <ruleref special="NULL"/> 2',                                    '1 2',     MMX
            '1 <one-of><item>2 <ruleref special="VOID"/></item><item>3</item></one-of>', '1 2', MMN
            '1 <item repeat="0-"><ruleref special="VOID"/></item>',             '1',       MX
            '<ruleref special="GARBAGE"/> #',                                   '1 2 #',   MMMC
            """)
    void statesFollowTheGrammar(String body, String keys, String expected) {
        assertThat(states(dtmf(body), keys)).isEqualTo(expected);
    }

    @Test
    void ruleThatMatchesNothingAtAllIsNoMatchFromTheStart() {
        assertThat(states(dtmf("<ruleref special=\"VOID\"/>"), "1")).isEqualTo("NN");
        assertThat(DtmfMatcher.of(List.of()).state()).isEqualTo(new MatchState.NoMatch());
    }

    @Test
    void recursiveRuleMatchesNestedKeys() {
        Grammar nested = dtmf("1 <item repeat=\"0-1\"><ruleref uri=\"#main\"/></item> 2");
        assertThat(states(nested, "1 1 2 2")).isEqualTo("MMMMX");
        assertThat(states(nested, "1 2 2")).isEqualTo("MMXN");
    }

    @Test
    void leftRecursiveRuleMatchesAnyNumberOfKeys() {
        Grammar left = dtmf("<one-of><item><ruleref uri=\"#main\"/> 1</item><item>1</item></one-of>");
        assertThat(states(left, "1".repeat(500))).isEqualTo("M" + "C".repeat(500));
    }

    @Test
    void grammarsMatchSideBySideInTheOrderGiven() {
        var short1 = new ActiveGrammar("one", dtmf("1"));
        var long1 = new ActiveGrammar(
                "digits", dtmf("<item repeat=\"1-\"><one-of><item>1</item><item>2</item></one-of></item>"));
        MatchState afterOne = keyed(List.of(short1, long1), "1");
        assertThat(afterOne).isInstanceOf(MatchState.Complete.class);
        assertThat(afterOne.found()).extracting(Match::grammarId).containsExactly("one", "digits");
        assertThat(keyed(List.of(short1, long1), "12").found())
                .extracting(Match::grammarId)
                .containsExactly("digits");
    }

    @Test
    void voiceGrammarsTakeNoPart() {
        Grammar voice = Grammars.compiled(
                "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" xml:lang=\"en\" root=\"r\">"
                        + "<rule id=\"r\">1</rule></grammar>");
        assertThat(keyed(voice, "1")).isEqualTo(new MatchState.NoMatch());
    }

    @Test
    void expectedKeysAreThoseThatDoNotEndInNoMatch() {
        var matcher = DtmfMatcher.of(List.of(new ActiveGrammar(
                "g",
                dtmf("1 <one-of><item>2</item><item>#</item><item>3 <ruleref special=\"VOID\"/></item></one-of>"))));
        assertThat(matcher.expected()).isEqualTo(EnumSet.of(Key.ONE));
        matcher.feed(Key.ONE);
        assertThat(matcher.expected()).isEqualTo(EnumSet.of(Key.TWO, Key.POUND));
        assertThat(matcher.keys()).containsExactly(Key.ONE);
    }

    @Test
    void noMatchStaysNoMatch() {
        assertThat(states(dtmf("<item repeat=\"1-\">1</item>"), "1 2 1 1")).isEqualTo("MCNNN");
    }

    @Test
    void endlessKeysEndInNoMatch() {
        Grammar digits = dtmf("<item repeat=\"1-\">1</item>");
        String states = states(digits, "1".repeat(DtmfMatcher.MAX_KEYS + 1));
        assertThat(states).isEqualTo("M" + "C".repeat(DtmfMatcher.MAX_KEYS) + "N");
    }

    @Test
    void grammarOfOneKeySequenceMatchesIt() {
        Grammar keys = GrammarCompiler.keys(Key.sequence("1#").orElseThrow());
        assertThat(states(keys, "1 #")).isEqualTo("MMX");
        assertThat(keys.language()).isEqualTo(Locale.ROOT);
        assertThat(keys.uri()).hasToString("dtmf:1%23");
    }

    @Test
    void ambiguityDoesNotMultiplyTheWork() {
        // 2^60 parses of sixty keys: only an algorithm that shares them comes to an end.
        Grammar ambiguous =
                dtmf("<item repeat=\"1-\"><one-of><item>1</item><item>1</item><item>1 1</item></one-of></item>");
        assertThat(states(ambiguous, "1".repeat(60))).isEqualTo("M" + "C".repeat(60));
        assertThat(Grammars.meaning(ambiguous, "1".repeat(60))).isEqualTo("1".repeat(60));
    }

    @Test
    void ruleThatCostsTheCubeOfItsInputIsGivenUp() {
        Grammar cubic = Grammars.compiled("#ABNF 1.0;\nmode dtmf; root $r; $r = $r $r | $r $r $r | 1;");
        assertThat(states(cubic, "1".repeat(DtmfMatcher.MAX_KEYS)))
                .startsWith("MCCCCC")
                .endsWith("N");
        assertThat(cubic.parse(Collections.nCopies(1_500, "1"))).isEmpty();
        assertThat(cubic.parse(Collections.nCopies(50, "1"))).isPresent();
    }

    @Test
    void rulesThatDoubleByReferenceAreNotUnrolled() {
        var rules = new StringBuilder("<rule id=\"main\"><ruleref uri=\"#r0\"/></rule>");
        for (int i = 0; i < 40; i++) {
            rules.append("<rule id=\"r%d\"><ruleref uri=\"#r%d\"/><ruleref uri=\"#r%d\"/></rule>"
                    .formatted(i, i + 1, i + 1));
        }
        rules.append("<rule id=\"r40\"><item repeat=\"0-1\">1</item></rule>");
        Grammar doubling = Grammars.compiled(Grammars.document("", rules.toString()));
        assertThat(states(doubling, "1 1 2")).isEqualTo("CCCN");
    }
}
