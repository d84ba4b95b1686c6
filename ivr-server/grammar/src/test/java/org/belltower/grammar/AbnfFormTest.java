package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ABNF form against the XML form: where both say the same, the same model comes of them. */
class AbnfFormTest {
    private static GrammarDocument parsed(byte[] bytes, String uri) {
        return switch (new GrammarParser(GrammarLimits.defaults()).parse(bytes, URI.create(uri))) {
            case ParseResult.Parsed(var document) -> Models.withoutPlaces(document);
            case ParseResult.Broken(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static GrammarDocument parsed(String text) {
        return parsed(text.getBytes(StandardCharsets.UTF_8), "file:/test/g");
    }

    @Test
    void everyDeclarationReachesTheModel() {
        assertThat(parsed("""
                        #ABNF 1.0 UTF-8;
                        base <http://example.com/g/>;
                        language zh-CN; mode voice; root $city;
                        tag-format <semantics/1.0>;
                        lexicon <names.pls>~<application/pls+xml>; lexicon <more.pls>;
                        meta 'author' is "desk";
                        http-equiv "Expires" is '0';
                        {var count = 0};
                        {!{function f() { return 1; }}!};
                        /** A city.
                          * @example 上海
                          *   please
                          * @see nothing
                          * @example
                          */
                        public $city = 上海;
                        """)).isEqualTo(parsed("""
                        <grammar xmlns="http://www.w3.org/2001/06/grammar" version="1.0" xml:lang="zh-CN" mode="voice"
                            root="city" tag-format="semantics/1.0" xml:base="http://example.com/g/">
                          <lexicon uri="names.pls" type="application/pls+xml"/><lexicon uri="more.pls"/>
                          <meta name="author" content="desk"/><meta http-equiv="Expires" content="0"/>
                          <tag>var count = 0</tag><tag>function f() { return 1; }</tag>
                          <rule id="city" scope="public"><example>上海 please</example><example/>上海</rule>
                        </grammar>
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            a b                              => a b
            a | b c | d                      => <one-of><item>a</item><item>b c</item><item>d</item></one-of>
            /2/ a | /.5/ b | c               => <one-of><item weight="2">a</item><item weight="0.5">b</item><item>c</item></one-of>
            /3./ a                           => <one-of><item weight="3">a</item></one-of>
            [a]                              => <item repeat="0-1">a</item>
            a <3>                            => <item repeat="3">a</item>
            a<2-5 /0.25/>                    => <item repeat="2-5" repeat-prob="0.25">a</item>
            (a b)<0->                        => <item repeat="0-">a b</item>
            [a]<2>                           => <item repeat="2"><item repeat="0-1">a</item></item>
            a <1>                            => a
            a {t}<2>                         => a <item repeat="2"><tag>t</tag></item>
            ()                               => <item/>
            a ()                             => a <item/>
            "New  York"!en                   => <token xml:lang="en">New York</token>
            (a | b!de c)!fr-CA d             => <item xml:lang="fr-CA"><one-of><item>a</item><item><token xml:lang="de">b</token> c</item></one-of></item> d
            [a]!fr                           => <item repeat="0-1" xml:lang="fr">a</item>
            $main x                          => <ruleref uri="#main"/> x
            $NULL $VOID $GARBAGE             => <ruleref special="NULL"/><ruleref special="VOID"/><ruleref special="GARBAGE"/>
            $<other.gram#r>                  => <ruleref uri="other.gram#r"/>
            $<other.grxml>~<application/srgs+xml> => <ruleref uri="other.grxml" type="application/srgs+xml"/>
            {!{ if (a) { b } }!}             => <tag>if (a) { b }</tag>
            a /* one */ b // two             => a b
            /** a comment */ a /** b */ | c  => <one-of><item>a</item><item>c</item></one-of>
            don't re-enter a.m.              => don't re-enter a.m.
            public private root is           => public private root is
            """)
    void expansionSaysTheSameInBothForms(String abnf, String xml) {
        assertThat(parsed("#ABNF 1.0;\nlanguage en-US;\nroot $main;\n$main = " + abnf + "\n;"))
                .isEqualTo(
                        parsed("<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" xml:lang=\"en-US\""
                                + " root=\"main\"><rule id=\"main\">" + xml + "</rule></grammar>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "GB18030", "Big5"})
    void textIsReadInItsEncoding(String name) {
        String text = "#ABNF 1.0 " + name + ";\r\nlanguage zh-CN;\r\nroot $r; $r = 淨值;\r\n";
        GrammarDocument document = parsed(text.getBytes(Charset.forName(name)), "file:/g");
        assertThat(document.rules().firstEntry().getValue().expansion())
                .isEqualTo(new Expansion.Token("淨值", Locale.CHINA));
    }

    @Test
    void byteOrderMarkIsPassedOver() {
        byte[] bytes = "\uFEFF#ABNF 1.0;\nmode dtmf; $r = 1;".getBytes(StandardCharsets.UTF_8);
        assertThat(parsed(bytes, "file:/g").mode()).isEqualTo(GrammarMode.DTMF);
    }

    @Test
    void textThatIsNotInItsEncodingIsRefused() {
        byte[] bytes = "#ABNF 1.0 UTF-8;\nmode dtmf; $r = 1; // \u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new GrammarParser(GrammarLimits.defaults()).parse(bytes, Grammars.HERE))
                .isInstanceOfSatisfying(
                        ParseResult.Broken.class,
                        broken ->
                                assertThat(broken.problems().getFirst().what()).contains("not in its encoding"));
    }

    @Test
    void inlineGrammarTakesLanguageAndPlaceFromAround() {
        var compiler = new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults());
        var embedding = new Embedding(URI.create("file:/app/main.vxml"), Locale.CHINA, new Position(10, 5));
        Grammar grammar = Grammars.compiled(compiler.compileInline("\n  #ABNF 1.0;\n root $r; $r = 是;", embedding));
        assertThat(grammar.language()).isEqualTo(Locale.CHINA);
        GrammarProblem problem = Grammars.problems(compiler.compileInline("#ABNF 1.0;\n root $r;\n $r = ;", embedding))
                .getFirst();
        assertThat(problem.position()).isEqualTo(new Position(12, 7));
    }

    @Test
    void problemsAreFoundTogether() {
        assertThat(Grammars.problems(new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults())
                        .compile(
                                "#ABNF 1.0;\nmode tv;\nroot $a;\n$a = 1 |;\n$b = $c;\n"
                                        .getBytes(StandardCharsets.UTF_8),
                                Grammars.HERE)))
                .extracting(problem -> problem.position().line())
                .contains(2, 4, 5);
    }

    @Test
    void formsMayReferToEachOther() {
        String abnf = "#ABNF 1.0;\nmode dtmf;\nroot $r;\npublic $r = 7 [$<main.grxml#end>];";
        String xml = Grammars.document(
                "", "<rule id=\"main\">1 <ruleref uri=\"x.gram\"/></rule><rule id=\"end\" scope=\"public\">9</rule>");
        Grammar grammar = Grammars.compiled(Grammars.compile(xml, java.util.Map.of("x.gram", abnf)));
        assertThat(Grammars.states(grammar, "1 7 9")).isEqualTo("MMCX");
    }
}
