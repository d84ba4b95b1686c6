package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.grammar.Grammars.compiled;
import static org.belltower.grammar.Grammars.dtmf;
import static org.belltower.grammar.Grammars.keyed;
import static org.belltower.grammar.Grammars.meaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mozilla.javascript.Context;

/** Tags of {@code semantics/1.0} that only an ECMAScript engine understands. */
class TagScriptTest {
    private static final String SCRIPT = "tag-format=\"semantics/1.0\"";

    private static String abnf(String header, String rules) {
        return "#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $main;\ntag-format <semantics/1.0>;\n" + header + "\n" + rules;
    }

    private static String spoken(String rules, String said) {
        return Grammars.spoken(compiled(abnf("", rules)), said);
    }

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            `out = out + "x"`,                              `[object Object]x`
            `out = "x" + 1`,                                x1
            `var a = 1; out = a + 1`,                       number 2.0
            `out = rules.unknown`,                          undefined
            `out = rules.latest()`,                         undefined
            `out = "x"; out.a = 1`,                         x
            `out = 017 - 0`,                                number 15.0
            `;`,                                            {}
            `var a = 1`,                                    {}
            `out.a = [1, 'b', [true], null, undefined]`,    `{a=[number 1.0, b, [truth true], null, undefined]}`
            `out = null`,                                   null
            `out.f = function() {}; out.g = 1`,             {g=number 1.0}
            `out = new String("boxed")`,                    boxed
            `out = new Boolean(false)`,                     truth false
            `out = new Number(2)`,                          number 2.0
            `out = [1,,2]`,                                 `[number 1.0, undefined, number 2.0]`
            `out = {2: 'b', a: 'c'}`,                       `{2=b, a=c}`
            `out = meta.current().text`,                    12
            `out = meta.current().score`,                   number 1.0
            `out = meta.latest()`,                          undefined
            `out = /b+/.exec("abbc")[0]`,                   bb
            `if (true) { out = "then" } else { out = 1 }`,  then
            `for (var i = 0, s = ''; i < 3; i++) s += i; out = s`, `012`
            `out = typeof Packages + typeof java + typeof eval + typeof JSON + typeof load`, undefinedundefinedundefinedundefinedundefined
            `try { Object.prototype.x = 1 } catch (e) { out = e.name }`, InternalError
            `out = typeof ArrayBuffer + typeof BigInt + typeof Symbol + typeof Proxy`, undefinedundefinedundefinedundefined
            `out = typeof getClass + typeof Object.getClass`, undefinedundefined
            `out = parseInt("12x") + Math.max(1, 2)`,       number 14.0
            """)
    void scriptIsRun(String tag, String expected) {
        assertThat(meaning(dtmf(SCRIPT, "1 2 <tag><![CDATA[" + tag + "]]></tag>"), "12"))
                .isEqualTo(expected);
    }

    @Test
    void tagsRunInTheOrderOfTheParse() {
        assertThat(spoken("""
                        $main = {out = "a"} one {out += "b"} [two {out += "c"}] $x {out += rules.x} three {out += "e"};
                        $x = x {out = "d"};
                        """, "one x three")).isEqualTo("abde");
    }

    @Test
    void rulesAndMetaTellOfTheRulesWithin() {
        assertThat(spoken("""
                        $main = $city {out.first = rules.city; out.firstText = meta.city().text}
                          to $city {out.second = rules.latest(); out.secondText = meta.latest().text;
                            out.whole = meta.current().text; out.score = meta.city().score; out.name = rules.city};
                        $city = new york {out = "NYC"} | san francisco {out = "SFO"};
                        """, "New York to San Francisco"))
                .isEqualTo("{first=NYC, firstText=New York, second=SFO, secondText=San Francisco, "
                        + "whole=New York to San Francisco, score=number 1.0, name=SFO}");
    }

    @Test
    void ruleWithoutTagsMeansItsLastRuleOrElseItsWords() {
        assertThat(spoken(
                        "$main = $a $b {out = rules.b + '/' + rules.a}; $a = x y; $b = $a $c z; $c = c {out = 'C'};",
                        "x y x y c z"))
                .isEqualTo("C/x y");
        assertThat(spoken("$main = $a $b; $a = x {out = 1}; $b = y {out.n = 2};", "x y"))
                .isEqualTo("{n=number 2.0}");
        assertThat(spoken("$main = $a; $a = x y;", "x y")).isEqualTo("x y");
    }

    @Test
    void specialRulesAreNoneThatTagsSee() {
        assertThat(spoken(
                        "$main = $a $GARBAGE $NULL please"
                                + " {out = rules.latest() + '/' + meta.latest().text + '/' + rules.GARBAGE + rules.NULL};"
                                + " $a = x {out = 'A'};",
                        "x oh well please"))
                .isEqualTo("A/x/undefinedundefined");
    }

    @Test
    void headerTagsGiveVariablesThatRulesShare() {
        Grammar grammar = compiled(abnf(
                "{!{var count = 0; function twice(n) { return 2 * n; }}!};\n{count = 10};",
                "$main = $a $a {out = twice(count)}; $a = x {count++; out = count};"));
        assertThat(Grammars.spoken(grammar, "x x")).isEqualTo("number 24.0");
        assertThat(Grammars.spoken(grammar, "x x"))
                .as("the next call begins anew")
                .isEqualTo("number 24.0");
    }

    @Test
    void variablesOfARuleAreItsOwn() {
        assertThat(spoken("$main = {var n = 1} $a {out = n + rules.a}; $a = x {var n = 5; out = n};", "x"))
                .isEqualTo("number 6.0");
    }

    @Test
    void documentsHaveTheirOwnHeaderAndFormat() {
        String literals =
                "#ABNF 1.0;\nlanguage en-US;\nroot $l;\ntag-format <semantics/1.0-literals>;\npublic $l = lit {Value};";
        String other = abnf("{var who = 'other'};", "public $main = o {out.who = who};");
        String main = abnf(
                "{var who = 'main'};",
                "$main = $<lit.gram> {out.l = rules.l} $<other.gram#main> {out.o = rules.main; out.who = who};");
        Grammar grammar = compiled(Grammars.compile(main, Map.of("lit.gram", literals, "other.gram", other)));
        assertThat(Grammars.spoken(grammar, "lit o")).isEqualTo("{l=Value, o={who=other}, who=main}");
    }

    @Test
    void namesOfTheWorkingDraftsAreTakenWhereNoFormatIsNamed() {
        Grammar grammar = compiled("""
                #ABNF 1.0;
                language en;
                root $main;
                $main = $a {$.x = $a + '!'; $.y = $$} $b {$.z = $b.n + 1; $q = 7; $.q = $q};
                $a = a {$ = 'A'};
                $b = b {$.n = 1 + 1};
                """);
        assertThat(Grammars.spoken(grammar, "a b")).isEqualTo("{x=A!, y=A, z=number 3.0, q=number 7.0}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            `for (;;) {}`,                                              LIMIT,  does not come to an end
            `while (true) { try { f() } catch (e) {} finally {} }`,     LIMIT,  does not come to an end
            `(function f() { f() })()`,                                 LIMIT,
            `out = 'x'; for (;;) out += out`,                           LIMIT,
            `out = 'x'; for (var i = 0; i < 40; i++) out += out; out = out.indexOf('y')`, LIMIT,
            `out = 'x'; for (var i = 0; i < 25; i++) out += out`,       LIMIT,  characters
            `out = new Array(4294967295).join('x')`,                    LIMIT,  join was given more
            `out = Array.prototype.slice.call({length: 4e9})`,          LIMIT,  slice was given more
            `out = 'x'.repeat(1e9)`,                                    LIMIT,  repeat was given more
            `out = new Array(100000000)`,                               LIMIT,
            `out = {}; out.self = out`,                                 LIMIT,  holds itself
            `out = /(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')`, LIMIT, does not come to an end
            `out = [1]; for (var i = 0; i < 40; i++) out = [out, out]; out = out.toString()`, LIMIT,
            `out = Function('return 3n ** 50000000n')()`,               SYNTAX, big integers
            `launch()`,                                                 SYNTAX, launch
            `throw "up"`,                                               SYNTAX, up
            `out = rules.nothing.x`,                                    SYNTAX, nothing
            `Object.prototype.x = 1`,                                   SYNTAX, sealed
            `Math.max.x = 1`,                                           SYNTAX, sealed
            `String = 1; out = String.x.y`,                             SYNTAX,
            """)
    void scriptThatFailsIsAProblemWithItsPlace(String tag, String kind, String what) {
        Grammar grammar = dtmf(SCRIPT, "1\n <tag><![CDATA[" + tag + "]]></tag>");
        assertThat(keyed(grammar, "1").found().getFirst().meaning())
                .isInstanceOfSatisfying(Meaning.Failed.class, failed -> {
                    assertThat(failed.problem().kind()).isEqualTo(GrammarProblem.Kind.valueOf(kind));
                    assertThat(failed.problem().what()).contains(what == null ? "" : what);
                    assertThat(failed.problem().position()).isEqualTo(new Position(2, 2));
                });
        assertThat(keyed(grammar, "1").found().getFirst().interpretation()).isInstanceOf(Interpretation.Scripted.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            `out = "unclosed`,      2:2
            `out = (1`,             2:2
            `out = 1;\n\nout = )`,  4:1
            `out = 1;\nout = 3n ** 50000000n`, 3:1
            """)
    void textThatIsNoScriptIsRefusedWithItsPlace(String tag, String place) {
        List<GrammarProblem> problems = Grammars.problems(Grammars.compile(
                Grammars.document(SCRIPT, "<rule id=\"main\">1\n <tag>" + tag.replace("\\n", "\n") + "</tag></rule>"),
                Map.of()));
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().kind()).isEqualTo(GrammarProblem.Kind.SYNTAX);
        assertThat(problems.getFirst().what()).contains("is no ECMAScript");
        assertThat(problems.getFirst().position()).hasToString(place);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        String deep = "(".repeat(50_000);
        assertThat(Grammars.problems(Grammars.compile(
                                Grammars.document(
                                        SCRIPT,
                                        "<rule id=\"main\">1 <tag>out = " + deep + "1" + ")".repeat(50_000)
                                                + "</tag></rule>"),
                                Map.of()))
                        .getFirst()
                        .what())
                .containsIgnoringCase("too deep");
    }

    @Test
    void scriptsRunWhereOtherScriptsRunOnTheSameThread() {
        Grammar grammar = dtmf(SCRIPT, "1 <tag>out = 'a' + 1</tag>");
        try (Context other = Context.enter()) {
            assertThat(meaning(grammar, "1")).isEqualTo("a1");
            assertThat(Context.getCurrentContext()).isSameAs(other);
        }
        assertThat(Context.getCurrentContext()).isNull();
    }

    @Test
    void manyCallsShareOneGrammar() throws Exception {
        Grammar grammar = dtmf(
                "tag-format=\"semantics/1.0\"",
                "<item repeat=\"1-\"><ruleref uri=\"#d\"/><tag>out.n = (out.n || 0) * 10 + rules.d</tag></item></rule>"
                        + "<rule id=\"d\"><one-of><item>1</item><item>2</item></one-of>"
                        + "<tag>out = +meta.current().text</tag>");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String keys = Integer.toBinaryString(i + 64).replace('0', '2');
                calls.add(() -> keys + "=" + meaning(grammar, keys));
            }
            for (Future<String> call : threads.invokeAll(calls)) {
                String[] parts = call.get().split("=", 2);
                assertThat(parts[1]).isEqualTo("{n=number " + Double.parseDouble(parts[0]) + "}");
            }
        }
    }

    @Test
    void tagsOfAFormatThatNobodyKnowsFail() {
        Grammar grammar = dtmf("tag-format=\"http://example.com/own\"", "1 <item repeat=\"0-1\">2 <tag>x</tag></item>");
        assertThat(meaning(grammar, "1")).isEqualTo("1");
        assertThat(meaning(grammar, "12")).startsWith("failed: ").contains("http://example.com/own");
    }

    @Provide
    Arbitrary<List<String>> plainTags() {
        return Arbitraries.of(
                        "out = 'x'",
                        "out.a = 1.5;",
                        "out.a.b = true",
                        "out.c = rules.d; out.e = rules.latest()",
                        "out = rules.d",
                        "out = 'y'; out.f = -2",
                        "out = rules.none",
                        "",
                        "out = \"\\\"q\\n\\\\\"")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** The short way for plain assignments against the engine, on the same parse. */
    @Property(tries = 300)
    void plainAssignmentsMeanWhatTheEngineMakesOfThem(@ForAll("plainTags") List<String> tags) {
        var body = new StringBuilder("<ruleref uri=\"#d\"/>");
        tags.forEach(tag -> body.append("<tag><![CDATA[").append(tag).append("]]></tag>"));
        Grammar grammar = compiled(Grammars.document(
                SCRIPT, "<rule id=\"main\">" + body + "</rule><rule id=\"d\">1<tag>out.k = 'v'</tag></rule>"));
        List<ParseEvent> events = grammar.parse(List.of("1")).orElseThrow();
        var utterance = Utterance.of(GrammarMode.DTMF, List.of("1"));
        Meaning engine = new ScriptedInterpreter(grammar, new TagScripts(), utterance, 1.0).interpret(events);
        new PlainInterpreter(new TagScripts(), utterance)
                .interpret(events)
                .ifPresent(plain ->
                        assertThat(Grammars.words(new Meaning.Known(plain))).isEqualTo(Grammars.words(engine)));
    }
}
