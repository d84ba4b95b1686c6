package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.grammar.Grammars.compiled;
import static org.belltower.grammar.Grammars.meaning;
import static org.belltower.grammar.Grammars.states;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinGrammarsTest {
    private static CompileResult parse(String text) {
        return BuiltinGrammars.parse(text, GrammarMode.DTMF, Locale.US);
    }

    @ParameterizedTest(name = "{0} keyed {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            digits,                                     0 0 7 1,         MCCCC, 0071
            digits?length=3,                            0 0 7 1,         MMMXN, no match
            digits?length=3,                            0 0 7,           MMMX,  007
            digits?minlength=2;maxlength=3,             1 2 3,           MMCX,  123
            builtin:dtmf/digits?maxlength=2,            1 2,             MCX,   12
            builtin:digits?minlength=2,                 1 2 3 4,         MMCCC, 1234
            digits,                                     1 *,             MCN,   no match
            boolean,                                    1,               MX,    truth true
            boolean,                                    2,               MX,    truth false
            boolean?y=7;n=9,                            9,               MX,    truth false
            boolean?y=#;n=*,                            #,               MX,    truth true
            boolean,                                    3,               MN,    no match
            date,                                       2 0 2 6 1 1 2 0, MMMMMMMMX, 20261120
            date,                                       2 0 2 6 0 2 3,   MMMMMMMN, no match
            date,                                       2 0 2 6 1 3,     MMMMMMN, no match
            date,                                       2 0 2 6 0 4 3 1, MMMMMMMMN, no match
            time,                                       0 9 1 5,         MMMMX, 0915?
            time,                                       2 3 5 9,         MMMMX, 2359h
            time,                                       0 0 0 0,         MMMMX, 0000h
            time,                                       2 4,             MMN,   no match
            currency,                                   1 2,             MCC,   12.00
            currency,                                   1 2 * 5,         MCCMC, 12.50
            currency,                                   1 2 * 5 0,       MCCMCX, 12.50
            number,                                     1 2 * 0 5,       MCCMCC, 12.05
            number,                                     * 5,             MMC,   .5
            number,                                     0 0 7,           MCCC,  7
            number,                                     0 0,             MCC,   0
            number,                                     0 * 5,           MCMC,  0.5
            currency,                                   0 1 2 * 5,       MCCCMC, 12.50
            currency,                                   0 * 5,           MCMC,  0.50
            currency,                                   * 5,             MMC,   0.50
            currency,                                   * 5 0,           MMCX,  0.50
            currency,                                   *,               MM,    no match
            phone,                                      8 6 1 0,         MCCCC, 8610
            phone,                                      8 6 * 1,         MCCMC, 86x1
            """)
    void builtinMatchesAndMeans(String type, String keys, String states, String value) {
        Grammar grammar = compiled(parse(type));
        assertThat(states(grammar, keys)).isEqualTo(states);
        assertThat(meaning(grammar, keys)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            digits?length=4;minlength=2,    BUILTIN_PARAMETERS, length stands beside
            digits?minlength=5;maxlength=3, BUILTIN_PARAMETERS, at most 3 digits
            digits?length=0,                BUILTIN_PARAMETERS, at most 0 digits
            digits?length=four,             BUILTIN_PARAMETERS, length=four
            digits?length=99999,            BUILTIN_PARAMETERS, length=99999
            digits?lenght=4,                BUILTIN_PARAMETERS, “lenght”
            digits?length=4;length=4,       BUILTIN_PARAMETERS, given twice
            digits?length,                  BUILTIN_PARAMETERS, “length” is no parameter
            digits?,                        `` ,
            boolean?y=1;n=1,                BUILTIN_PARAMETERS, both 1
            boolean?n=1,                    BUILTIN_PARAMETERS, both 1
            boolean?y=12,                   BUILTIN_PARAMETERS, y=12 is no key
            date?length=4,                  BUILTIN_PARAMETERS, “length”
            doesnotexist,                   BUILTIN_UNKNOWN,    no builtin “doesnotexist”
            builtin:dtmf/,                  BUILTIN_UNKNOWN,    is no builtin
            """)
    void wrongUseIsNamed(String type, String kind, String what) {
        if (kind.isBlank()) {
            assertThat(parse(type)).isInstanceOf(CompileResult.Compiled.class);
            return;
        }
        GrammarProblem problem = Grammars.problems(parse(type)).getFirst();
        assertThat(problem.kind()).isEqualTo(GrammarProblem.Kind.valueOf(kind));
        assertThat(problem.what()).contains(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "?",
                "builtin:",
                "builtin:?",
                "digits?\u0000",
                "digits?%",
                "\ud800",
                "DIGITS",
                "digits#a"
            })
    void textThatIsNoBuiltinIsRejectedAndNotThrown(String text) {
        assertThat(Grammars.problems(parse(text)).getFirst().kind())
                .isIn(GrammarProblem.Kind.BUILTIN_UNKNOWN, GrammarProblem.Kind.BUILTIN_PARAMETERS);
    }

    @Property(tries = 500)
    void anyTextGivesAnAnswer(@ForAll @StringLength(max = 20) String text, @ForAll GrammarMode mode) {
        for (String prefix : List.of("", "digits?", "builtin:", "builtin:dtmf/digits?length=", "boolean?y=")) {
            assertThat(BuiltinGrammars.parse(prefix + text, mode, Locale.US)).isNotNull();
        }
    }

    @Test
    void conflictingParametersOfAnEarlierKindDoNotHideLaterOnes() {
        assertThat(Grammars.problems(parse("digits?length=1;minlength=1;foo=1")))
                .hasSize(2);
    }

    @Test
    void otherGrammarsMayReferToBuiltins() {
        Grammar grammar = compiled(Grammars.compile(
                Grammars.document(
                        "tag-format=\"semantics/1.0\"",
                        "<rule id=\"main\"><ruleref uri=\"builtin:dtmf/digits?length=2\"/><tag>out.a = rules.digits</tag> * "
                                + "<ruleref uri=\"builtin:boolean\"/><tag>out.b = rules.boolean</tag></rule>"),
                Map.of()));
        assertThat(meaning(grammar, "42*1")).isEqualTo("{a=42, b=truth true}");
    }

    @Test
    void builtinIsCompiledByAddressToo() {
        var compiler = new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults());
        Grammar grammar = compiled(compiler.compile(java.net.URI.create("builtin:dtmf/digits?length=1"), Locale.US));
        assertThat(meaning(grammar, "5")).isEqualTo("5");
        assertThat(grammar.uri()).hasToString("builtin:dtmf/digits?length=1");
    }
}
