package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, the answer is a grammar or a list of problems, and a grammar takes every key. */
class GrammarFuzzTest {
    private static final String SEED = Grammars.document(
            "tag-format=\"semantics/1.0\"",
            "<rule id=\"main\"><one-of><item weight=\"2\">1 <tag>out.a = 'x'</tag></item><item repeat=\"1-3\">"
                    + "<ruleref uri=\"#b\"/> \"2\"</item></one-of></rule><rule id=\"b\"><token>*</token>"
                    + "<ruleref special=\"GARBAGE\"/><ruleref uri=\"builtin:dtmf/digits?length=2\"/></rule>");

    private static final List<Grammar> SPOKEN = Stream.of("number", "currency", "date", "time", "phone", "boolean")
            .flatMap(type -> Stream.of(Locale.US, Locale.CHINA)
                    .map(language -> Grammars.compiled(BuiltinGrammars.parse(type, GrammarMode.VOICE, language))))
            .toList();

    private static final String ABNF_SEED = """
            #ABNF 1.0 UTF-8;
            language zh-CN; mode voice; root $main; tag-format <semantics/1.0>;
            lexicon <a.pls>~<application/pls+xml>; meta 'a' is "b"; http-equiv "c" is 'd';
            {!{ var n = { a: 1 }; function f(x) { return x + n.a; } }!};
            /** A rule. @example
              * @example 净值 */
            public $main = /2/ 净值 {out.a = f(1)} | [New York]!en-US (a | "b c")<1-3 /0.5/> $x {out = rules.latest()};
            $x = $GARBAGE | $NULL | $<builtin:grammar/number> 元 // end
              | $x x;
            """;

    @FuzzTest(maxDuration = "30s")
    void anyBytesGiveAGrammarOrProblems(byte[] bytes) {
        check(bytes);
    }

    @FuzzTest(maxDuration = "30s")
    void anyRuleInTheAbnfFormGivesAGrammarOrProblems(byte[] bytes) {
        check(("#ABNF 1.0 UTF-8;\nlanguage en; root $main;\n$main = " + new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
    }

    @FuzzTest(maxDuration = "30s")
    void anyTagIsRunToAnEnd(byte[] bytes) {
        String script = new String(bytes, StandardCharsets.UTF_8).replace("]]>", "");
        check(Grammars.document(
                        "tag-format=\"semantics/1.0\"",
                        "<rule id=\"main\">1 <tag><![CDATA[" + script + "]]></tag></rule>")
                .getBytes(StandardCharsets.UTF_8));
    }

    @FuzzTest(maxDuration = "30s")
    void anySpeechIsTakenOrNot(byte[] bytes) {
        String said = new String(bytes, StandardCharsets.UTF_8);
        List<String> tokens = List.of(said.split(" ", -1));
        for (Grammar grammar : SPOKEN) {
            if (grammar.parse(tokens).isPresent()) {
                assertThat(grammar.meaning(tokens)).isInstanceOf(Meaning.Known.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyMutationOfTheAbnfFormGivesAGrammarOrProblems(long seed) {
        mutate(
                ABNF_SEED,
                seed,
                "(",
                ")",
                "<0->",
                "{",
                "}",
                "{!{",
                "}!}",
                ";",
                "$main",
                "$x",
                "|",
                "/0/",
                "!fr",
                "/**",
                "*/",
                "\"",
                "'",
                "$<",
                ">",
                "~",
                "净",
                "\u0000",
                "for(;;);");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyMutationGivesAGrammarOrProblems(long seed) {
        mutate(
                SEED,
                seed,
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
                "9");
    }

    private static void mutate(String whole, long seed, String... pieces) {
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var text = new StringBuilder(whole);
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
        if (new GrammarParser(GrammarLimits.defaults()).parse(bytes, Grammars.HERE)
                instanceof ParseResult.Parsed(var document)) {
            checkWritten(GrammarWriter.xml(document), document);
            checkWritten(GrammarWriter.abnf(document), document);
        }
        var compiler = new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults());
        switch (compiler.compile(bytes, Grammars.HERE)) {
            case CompileResult.Rejected(var problems) -> assertThat(problems).isNotEmpty();
            case CompileResult.Compiled(var grammar) -> {
                for (List<String> said : List.of(List.<String>of(), List.of("净值"), List.of("a", "b c", "1", "元"))) {
                    if (grammar.parse(said).isPresent()) {
                        assertThat(grammar.meaning(said)).isNotNull();
                    }
                }
                var matcher = DtmfMatcher.of(List.of(new ActiveGrammar("g", grammar)));
                for (Key key : Key.values()) {
                    matcher.feed(key)
                            .found()
                            .forEach(match -> assertThat(match.interpretation()).isNotNull());
                }
            }
        }
    }

    private static void checkWritten(WriteResult written, GrammarDocument document) {
        if (written instanceof WriteResult.Written(var text)) {
            assertThat(new GrammarParser(GrammarLimits.defaults())
                            .parse(text.getBytes(StandardCharsets.UTF_8), Grammars.HERE))
                    .isInstanceOfSatisfying(
                            ParseResult.Parsed.class,
                            parsed -> assertThat(Models.withoutPlaces(parsed.document()))
                                    .isEqualTo(Models.withoutPlaces(document)));
        }
    }
}
