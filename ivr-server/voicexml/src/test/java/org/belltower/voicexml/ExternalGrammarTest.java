package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.belltower.grammar.VocabularyWord;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.FileFetcher;
import org.belltower.voicexml.fetch.ResourceFetcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grammars in resources of their own, and what they draw in. Spec: VoiceXML 2.0 §3.1.1.2; SRGS 1.0 §2.2.2. */
class ExternalGrammarTest {
    private static final String TWO_RULES = grammar("first", rule("first", "1") + rule("second", "2"));

    private static String grammar(String root, String rules) {
        return "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"" + root
                + "\">" + rules + "</grammar>";
    }

    private static String rule(String id, String content) {
        return "<rule id=\"" + id + "\" scope=\"public\">" + content + "</rule>";
    }

    private static String field(String grammar) {
        return "<form><catch event=\"error\"><value expr=\"_event\"/><exit/></catch><field name=\"f\">" + grammar
                + "<nomatch>no</nomatch><filled><value expr=\"f\"/><exit/></filled></field></form>";
    }

    private static List<String> heard(Site site, String... keys) {
        var caller = new ScriptedCaller();
        for (String key : keys) {
            caller.presses(key);
        }
        site.run(caller);
        return caller.heard();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<grammar src=\"g.grxml#second\"/>",
                "<grammar srcexpr=\"'g.grxml#second'\"/>",
                "<grammar src=\"test://site/g.grxml#second\"/>"
            })
    void fragmentNamesTheRule(String grammar) {
        Site site = Site.of(field(grammar)).raw("g.grxml", TWO_RULES);
        assertThat(heard(site, "1", "2")).containsExactly("no", "2");
    }

    /** Spec: VoiceXML 2.0 §3.1.1.4. */
    @Test
    void inlineGrammarDrawsInWhatLiesAtItsBase() {
        String inline = "<grammar mode=\"dtmf\" root=\"r\" xml:base=\"deep/\"><rule id=\"r\">"
                + "<ruleref uri=\"g.grxml#second\"/></rule></grammar>";
        assertThat(heard(Site.of(field(inline)).raw("deep/g.grxml", TWO_RULES), "1", "2"))
                .containsExactly("no", "2");
    }

    @Test
    void wordsOfAnInlineGrammarAreOfItsLanguageOrElseOfTheDocuments() {
        var caller = new ScriptedCaller().says("二");
        new Site()
                .raw(
                        "main.vxml",
                        Site.vxml(
                                " xml:lang=\"en-US\"",
                                "<form><field name=\"f\"><grammar mode=\"voice\" root=\"r\"><rule id=\"r\">two</rule></grammar>"
                                        + "<grammar mode=\"voice\" root=\"r\" xml:lang=\"zh-CN\"><rule id=\"r\">二</rule></grammar>"
                                        + "</field></form>"))
                .run(caller);
        assertThat(caller.requests().getFirst().grammars().stream()
                        .flatMap(active -> active.grammar().vocabulary().stream()))
                .containsExactlyInAnyOrder(
                        new VocabularyWord("two", Locale.US), new VocabularyWord("二", Locale.SIMPLIFIED_CHINESE));
    }

    @Test
    void weightOfAGrammarIsReadAndNotUsed() {
        assertThat(heard(
                        Site.of(
                                        field(
                                                "<grammar src=\"g.grxml#first\" weight=\"0.1\"/><grammar src=\"g.grxml#second\" weight=\"9\"/>"))
                                .raw("g.grxml", TWO_RULES),
                        "1"))
                .containsExactly("1");
    }

    @Test
    void emptyFragmentIsTheRootRule() {
        Site site = Site.of(field("<grammar src=\"g.grxml#\"/>")).raw("g.grxml", TWO_RULES);
        assertThat(heard(site, "1")).containsExactly("1");
    }

    @Test
    void rulesOfOneResourceAreKeptApart() {
        Site site = Site.of("<form><field name=\"a\"><grammar src=\"g.grxml#second\"/></field>"
                        + "<field name=\"b\"><grammar src=\"g.grxml\"/></field>"
                        + "<field name=\"c\"><grammar src=\"g.grxml#first\"/></field>"
                        + "<filled namelist=\"a b c\" mode=\"all\"><value expr=\"a + b + c\"/><exit/></filled></form>")
                .raw("g.grxml", TWO_RULES);
        assertThat(heard(site, "2", "1", "1")).containsExactly("211");
        assertThat(heard(site, "2", "1", "1")).containsExactly("211");
    }

    @Test
    void ruleThatIsMissingIsBadFetch() {
        Site site = Site.of(field("<grammar src=\"g.grxml#third\"/>")).raw("g.grxml", TWO_RULES);
        assertThat(heard(site)).containsExactly("error.badfetch");
    }

    @Test
    void fragmentThatIsNoneIsToldToTheAuthor() {
        assertThat(Site.of(field("<grammar src=\"g.grxml#a b\"/>")).check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Broken.class,
                        broken -> assertThat(broken.errors().getFirst().toString())
                                .startsWith("test://site/main.vxml:3:")
                                .contains("g.grxml#a b")
                                .contains("is not a URI"));
    }

    @Test
    void fragmentThatIsNoneIsBadFetchWhereItIsComputed() {
        assertThat(heard(Site.of(field("<grammar srcexpr=\"'g.grxml#a b'\"/>"))))
                .containsExactly("error.badfetch");
    }

    @Test
    void fragmentNamesTheRuleOfAFile(@TempDir Path folder) throws IOException {
        Path main = Files.writeString(
                folder.resolve("main.vxml"), Site.vxml("", field("<grammar src=\"g.grxml#second\"/>")));
        Files.writeString(folder.resolve("g.grxml"), TWO_RULES);
        var engine = new VoiceXmlEngine(
                EngineSettings.DEFAULT,
                Fetchers.none().with("file", FileFetcher.within(folder)),
                InstantSource.system());
        var caller = new ScriptedCaller().presses("1").presses("2");
        engine.run(main.toUri(), caller, SessionObserver.NONE);
        assertThat(caller.heard()).containsExactly("no", "2");
    }

    /** Both where the grammar is a resource of its own and where it is compiled with its document. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<grammar src=\"outer.grxml\"/>",
                "<grammar mode=\"dtmf\" root=\"r\"><rule id=\"r\"><ruleref uri=\"inner.grxml\"/></rule></grammar>"
            })
    void importThatFailsOnceIsAskedForAgain(String grammar) {
        Site site = Site.of("<form><catch event=\"error\"><value expr=\"_event\"/><exit/></catch>"
                        + "<block><goto next=\"field.vxml\"/></block></form>")
                .with("field.vxml", field(grammar))
                .raw("outer.grxml", grammar("r", rule("r", "<ruleref uri=\"inner.grxml\"/>")));
        assertThat(heard(site)).containsExactly("error.badfetch");

        site.raw("inner.grxml", TWO_RULES);
        assertThat(heard(site, "1")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<grammar src=\"outer.grxml\"/>",
                "<grammar mode=\"dtmf\" root=\"r\"><rule id=\"r\"><ruleref uri=\"inner.grxml\"/></rule></grammar>"
            })
    void importThatHasChangedIsNoticed(String grammar) {
        Site site = Site.of(field(grammar))
                .raw("outer.grxml", grammar("r", rule("r", "<ruleref uri=\"inner.grxml\"/>")))
                .raw("inner.grxml", TWO_RULES);
        assertThat(heard(site, "1")).containsExactly("1");

        site.raw("inner.grxml", TWO_RULES.replace(">1<", ">9<"));
        assertThat(heard(site, "1", "9")).containsExactly("no", "9");

        site.without("inner.grxml");
        assertThat(heard(site, "9")).doesNotContain("9");
    }

    /** What lies behind a redirect refers to what is beside its last address. Spec: RFC 3986 §5.1.3. */
    @Test
    void referencesOfARedirectedImportStartAtItsLastAddress() {
        Site site = Site.of(field("<grammar src=\"outer.grxml\"/>"))
                .raw("outer.grxml", grammar("r", rule("r", "<ruleref uri=\"short.grxml\"/>")))
                .raw("far/moved.grxml", grammar("m", rule("m", "<ruleref uri=\"beside.grxml\"/>")))
                .raw("far/beside.grxml", TWO_RULES);
        ResourceFetcher redirecting = request -> request.uri().equals(Site.uri("short.grxml"))
                ? site.fetch(FetchRequest.get(Site.uri("far/moved.grxml"), request.timeout()))
                : site.fetch(request);
        var engine = new VoiceXmlEngine(
                EngineSettings.DEFAULT, Fetchers.none().with("test", redirecting), InstantSource.system());
        var caller = new ScriptedCaller().presses("1");
        engine.run(Site.uri("main.vxml"), caller, SessionObserver.NONE);
        assertThat(caller.heard()).containsExactly("1");
    }
}
