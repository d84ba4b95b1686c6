package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.grammar.Grammars.compile;
import static org.belltower.grammar.Grammars.compiled;
import static org.belltower.grammar.Grammars.document;
import static org.belltower.grammar.Grammars.meaning;
import static org.belltower.grammar.Grammars.problems;
import static org.belltower.grammar.Grammars.states;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrammarCompilerTest {
    private static final String DIGITS = document(
            "", "<rule id=\"main\">9</rule><rule id=\"two\" scope=\"public\">2</rule><rule id=\"hidden\">3</rule>");

    private static String referring(String... uris) {
        var body = new StringBuilder();
        for (String uri : uris) {
            body.append("<ruleref uri=\"").append(uri).append("\"/>");
        }
        return document("", "<rule id=\"main\">" + body + "</rule>");
    }

    @Test
    void rulesOfOtherDocumentsAreMatched() {
        Grammar grammar =
                compiled(compile(referring("digits.grxml", "digits.grxml#two"), Map.of("digits.grxml", DIGITS)));
        assertThat(states(grammar, "9 2")).isEqualTo("MMX");
        assertThat(grammar.documents())
                .extracting(GrammarDocument::uri)
                .containsExactly(Grammars.HERE, URI.create("file:/test/digits.grxml"));
    }

    @Test
    void documentsMayReferToEachOther() {
        String one = document(
                "",
                "<rule id=\"main\" scope=\"public\">1 <item repeat=\"0-1\"><ruleref uri=\"two.grxml#main\"/></item></rule>");
        String two = document(
                "",
                "<rule id=\"main\" scope=\"public\">2 <item repeat=\"0-1\"><ruleref uri=\"main.grxml#main\"/></item></rule>");
        Grammar grammar = compiled(compile(one, Map.of("two.grxml", two, "main.grxml", one)));
        assertThat(states(grammar, "1 2 1 1")).isEqualTo("MCCCN");
    }

    @Test
    void eachDocumentIsLoadedOnce() {
        var loads = new ArrayList<URI>();
        GrammarLoader loader = uri -> {
            loads.add(uri);
            return new GrammarLoader.Loaded.Content(DIGITS.getBytes(StandardCharsets.UTF_8));
        };
        compiled(new GrammarCompiler(loader, GrammarLimits.defaults())
                .compile(referring("d#two", "d", "d#two").getBytes(StandardCharsets.UTF_8), Grammars.HERE));
        assertThat(loads).containsExactly(URI.create("file:/test/d"));
    }

    @Test
    void privateRuleIsRefusedFromOutside() {
        GrammarProblem problem = problems(compile(referring("digits.grxml#hidden"), Map.of("digits.grxml", DIGITS)))
                .getFirst();
        assertThat(problem.what()).contains("“hidden”").contains("is private");
        assertThat(problem.document()).isEqualTo(Grammars.HERE);
    }

    @Test
    void missingRuleOfAnotherDocumentNamesThoseThatAreThere() {
        GrammarProblem problem = problems(compile(referring("digits.grxml#ten"), Map.of("digits.grxml", DIGITS)))
                .getFirst();
        assertThat(problem.what()).contains("has no rule “ten”");
        assertThat(problem.remedy()).contains("main, two, hidden");
    }

    @Test
    void grammarOfTheOtherModeIsRefused() {
        String voice =
                "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" xml:lang=\"en\" root=\"r\">"
                        + "<rule id=\"r\">one</rule></grammar>";
        assertThat(problems(compile(referring("voice.grxml"), Map.of("voice.grxml", voice)))
                        .getFirst()
                        .what())
                .contains("is a grammar for VOICE, this one for DTMF");
    }

    @Test
    void brokenDocumentIsReportedAtItsOwnPlace() {
        GrammarProblem problem = problems(compile(referring("bad.grxml"), Map.of("bad.grxml", "<grammar>")))
                .getFirst();
        assertThat(problem.document()).hasToString("file:/test/bad.grxml");
    }

    @Test
    void chainOfDocumentsWithoutEndIsCutOff() {
        GrammarLoader endless =
                uri -> new GrammarLoader.Loaded.Content(referring(uri.getPath().substring(1) + "x")
                        .replace("main\">", "main\" scope=\"public\">1 ")
                        .getBytes(StandardCharsets.UTF_8));
        CompileResult result =
                new GrammarCompiler(endless, GrammarLimits.defaults()).compile(URI.create("file:/a"), Locale.ROOT);
        assertThat(problems(result).getFirst().kind()).isEqualTo(GrammarProblem.Kind.LIMIT);
        assertThat(problems(result).getFirst().what()).contains("more than 50 documents");
    }

    @Test
    void fragmentOfTheAddressNamesTheActiveRule() {
        GrammarLoader loader = _ -> new GrammarLoader.Loaded.Content(DIGITS.getBytes(StandardCharsets.UTF_8));
        var compiler = new GrammarCompiler(loader, GrammarLimits.defaults());
        assertThat(states(compiled(compiler.compile(URI.create("file:/d#two"), Locale.ROOT)), "2"))
                .isEqualTo("MX");
        assertThat(states(compiled(compiler.compile(URI.create("file:/d"), Locale.ROOT)), "9"))
                .isEqualTo("MX");
        assertThat(problems(compiler.compile(URI.create("file:/d#hidden"), Locale.ROOT)))
                .hasSize(1);
    }

    @Test
    void inlineProblemIsToldAtItsPlaceInTheWholeDocument() {
        var compiler = new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults());
        var embedding = new Embedding(URI.create("file:/app/main.vxml"), Locale.CHINA, new Position(10, 5));
        assertThat(problems(compiler.compileInline(
                                "<grammar mode=\"dtmf\" root=\"r\" src=\"ignored\"><rule id=\"r\">x</rule></grammar>",
                                embedding))
                        .getFirst())
                .hasToString("file:/app/main.vxml:10:62: “x” is no key (SRGS 1.0 Appendix E). "
                        + "Write 0-9, * (star), # (pound) or A-D, or mode=\"voice\"");
        assertThat(problems(compiler.compileInline(
                                "<grammar mode=\"dtmf\" root=\"r\">\n<rule id=\"r\">\n1 x</rule></grammar>", embedding))
                        .getFirst()
                        .position())
                .isEqualTo(new Position(12, 3));
    }

    @Test
    void problemsAreFoundTogether() {
        assertThat(problems(compile(
                        document("", "<rule id=\"main\" scope=\"x\">a <item repeat=\"2-1\"/> x</rule><rule>1</rule>"),
                        Map.of())))
                .extracting(GrammarProblem::what)
                .containsExactly("scope=\"x\"", "repeat=\"2-1\"", "“x” is no key", "<rule> has no id");
    }

    @Test
    void longChainsOfRulesNeedNoStack() {
        var rules = new StringBuilder("<rule id=\"main\"><ruleref uri=\"#r0\"/></rule>");
        for (int i = 0; i < 20_000; i++) {
            rules.append("<rule id=\"r%d\"><ruleref uri=\"#r%d\"/></rule>".formatted(i, i + 1));
        }
        rules.append("<rule id=\"r20000\">1 <tag>deep</tag></rule>");
        Grammar grammar = compiled(document("tag-format=\"semantics/1.0-literals\"", rules.toString()));
        assertThat(meaning(grammar, "1")).isEqualTo("deep");
    }

    @Test
    void otherEncodingsAreRead() {
        byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
                        + document("tag-format=\"semantics/1.0-literals\"", "<rule id=\"main\">1 <tag>净值</tag></rule>"))
                .getBytes(StandardCharsets.UTF_16);
        var compiler = new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults());
        assertThat(meaning(compiled(compiler.compile(bytes, Grammars.HERE)), "1"))
                .isEqualTo("净值");
    }

    @Test
    void textThatIsNotInItsEncodingIsRefused() {
        byte[] bytes = document("", "<rule id=\"main\">1</rule><!-- \u00e9 -->").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(problems(new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults())
                        .compile(bytes, Grammars.HERE)))
                .extracting(GrammarProblem::kind)
                .isEqualTo(List.of(GrammarProblem.Kind.SYNTAX));
    }

    @Test
    void tenMegabytesAreRefusedUnread() {
        byte[] bytes = new byte[10 << 20];
        assertThat(problems(new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults())
                                .compile(bytes, Grammars.HERE))
                        .getFirst()
                        .kind())
                .isEqualTo(GrammarProblem.Kind.LIMIT);
    }

    /** Where the first answer leads to, as a redirect does; the document that refers to it knows only the first address. */
    @Test
    void referencesOfAnImportedGrammarStartWhereItCameFromInTheEnd() {
        String moved =
                "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"main\">"
                        + "<rule id=\"main\" scope=\"public\"><ruleref uri=\"beside.grxml#two\"/></rule></grammar>";
        GrammarLoader loader = uri -> switch (uri.toString()) {
            case "file:/test/short.grxml" ->
                new GrammarLoader.Loaded.Content(
                        moved.getBytes(StandardCharsets.UTF_8), URI.create("file:/long/way/moved.grxml"));
            case "file:/long/way/beside.grxml" ->
                new GrammarLoader.Loaded.Content(DIGITS.getBytes(StandardCharsets.UTF_8));
            default -> new GrammarLoader.Loaded.Missing("nothing at " + uri);
        };
        var compiler = new GrammarCompiler(loader, GrammarLimits.defaults());
        Grammar grammar = compiled(compiler.compile(
                referring("short.grxml").getBytes(StandardCharsets.UTF_8), URI.create("file:/test/main.grxml")));
        assertThat(states(grammar, "2")).isEqualTo("MX");
        assertThat(grammar.documents())
                .extracting(document -> document.uri().toString())
                .contains("file:/long/way/moved.grxml", "file:/long/way/beside.grxml")
                .doesNotContain("file:/test/short.grxml");
    }

    /** Hidden behind what may be left out, and with an end: such a recursion is matched, however deep. */
    @Test
    void leftRecursionThroughAnOptionalPartIsMatched() {
        Grammar grammar = compiled(new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults())
                .compile(
                        "#ABNF 1.0 UTF-8;\nmode dtmf; root $b; $b = $c 2 | 2; $c = [3] $b;"
                                .getBytes(StandardCharsets.UTF_8),
                        Grammars.HERE));
        assertThat(states(grammar, "2 2 2")).isEqualTo("MCCC");
        assertThat(states(grammar, "3 2 2")).isEqualTo("MMMC");
        assertThat(grammar.parse(Collections.nCopies(300, "2"))).isPresent();
    }

    /** What is never matched because it says so is no mistake. */
    @Test
    void ruleThatNeedsVoidIsNone() {
        Grammar grammar = compiled(new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults())
                .compile(
                        "#ABNF 1.0 UTF-8;\nmode dtmf; root $a; $a = 1 | $off 2; $off = 3 $VOID;"
                                .getBytes(StandardCharsets.UTF_8),
                        Grammars.HERE));
        assertThat(states(grammar, "1")).isEqualTo("MX");
    }
}
