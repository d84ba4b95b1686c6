package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, the answer is a grammar or a list of problems, and a grammar takes every key. */
class GrammarFuzzTest {
    private static final String SEED = Grammars.document(
            "tag-format=\"semantics/1.0\"",
            "<rule id=\"main\"><one-of><item weight=\"2\">1 <tag>out.a = 'x'</tag></item><item repeat=\"1-3\">"
                    + "<ruleref uri=\"#b\"/> \"2\"</item></one-of></rule><rule id=\"b\"><token>*</token>"
                    + "<ruleref special=\"GARBAGE\"/><ruleref uri=\"builtin:dtmf/digits?length=2\"/></rule>");

    @FuzzTest
    void anyBytesGiveAGrammarOrProblems(byte[] bytes) {
        check(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyMutationGivesAGrammarOrProblems(long seed) {
        var random = new Random(seed);
        String[] pieces = {
            "<item>",
            "</item>",
            "<one-of>",
            "repeat=\"0-\"",
            "\"",
            "&#x31;",
            "<rule id=\"c\">",
            "#main",
            "<!--",
            "]]>",
            "\u0000",
            "9"
        };
        for (int round = 0; round < 100; round++) {
            var text = new StringBuilder(SEED);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, pieces[random.nextInt(pieces.length)]);
                    default ->
                        text.replace(
                                at,
                                Math.min(text.length(), at + random.nextInt(12)),
                                text.substring(at / 2, at / 2 + 3));
                }
            }
            check(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void check(byte[] bytes) {
        var compiler = new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults());
        switch (compiler.compile(bytes, Grammars.HERE)) {
            case CompileResult.Rejected(var problems) -> assertThat(problems).isNotEmpty();
            case CompileResult.Compiled(var grammar) -> {
                var matcher = DtmfMatcher.of(List.of(new ActiveGrammar("g", grammar)));
                for (Key key : Key.values()) {
                    matcher.feed(key)
                            .found()
                            .forEach(match -> assertThat(match.interpretation()).isNotNull());
                }
            }
        }
    }
}
