package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes and rules of elements that have no test class of their own. */
class ElementTest {
    /** Spec: VoiceXML 2.0 §5.3.4. */
    @Test
    void firstBranchWhoseConditionHoldsIsTaken() {
        assertThat(Site.of("<form><block><foreach item=\"n\" array=\"[1, 2, 3]\"><if cond=\"n == 1\">one"
                                + "<elseif cond=\"n == 2\"/>two<else/>more</if></foreach></block></form>")
                        .heard())
                .containsExactly("one", "two", "more");
    }

    @Test
    void nothingFollowsElse() {
        assertThat(Site.of("<form><block><if cond=\"true\">a<else/>b<elseif cond=\"true\"/>c</if></block></form>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }

    /** Spec: VoiceXML 2.0 §6.2. */
    @Test
    void metaAndMetadataAreReadAndNotSpoken() {
        Site site =
                Site.of("<meta name=\"author\" content=\"x\"/><metadata><any xmlns=\"urn:any\">words</any></metadata>"
                        + "<form><block><prompt><metadata>more words</metadata>spoken</prompt></block></form>");
        assertThat(site.heard()).containsExactly("spoken");
    }

    /** Spec: VoiceXML 2.1 §2, §3. */
    @Test
    void addressesAreExpressionsToo() {
        assertThat(new Site()
                        .with(
                                "main.vxml",
                                "<var name=\"which\" expr=\"'lib'\"/><form><block><script srcexpr=\"which + '.js'\"/>"
                                        + "<value expr=\"twice(4)\"/></block>"
                                        + "<subdialog name=\"s\" srcexpr=\"'sub.vxml'\"><filled><value expr=\"s.x\"/></filled>"
                                        + "</subdialog></form>")
                        .with(
                                "sub.vxml",
                                "<form><block><var name=\"x\" expr=\"7\"/><return namelist=\"x\"/></block></form>")
                        .raw("lib.js", "function twice(n) { return n * 2; }")
                        .heard())
                .containsExactly("8", "7");
    }

    /** Spec: VoiceXML 2.0 §1.5.1. */
    @Test
    void relativeAddressesStartAtTheBase() {
        Site site = new Site()
                .raw(
                        "main.vxml",
                        Site.vxml(
                                " xml:base=\"test://site/deep/\"",
                                "<form><block><audio src=\"a.wav\"/><goto next=\"there.vxml\"/></block></form>"))
                .with("deep/there.vxml", "<form><block>there</block></form>");
        assertThat(site.heard()).containsExactly("[test://site/deep/a.wav]", "there");
    }

    /** Spec: VoiceXML 2.0 §6.1.1. */
    @Test
    void timeoutOfAFetchIsTheElementsOwnOrTheProperty() {
        Site site = new Site()
                .with(
                        "main.vxml",
                        "<property name=\"fetchtimeout\" value=\"3s\"/><form><block><script src=\"a.js\" fetchtimeout=\"250ms\"/>"
                                + "<script src=\"a.js\"/></block></form>")
                .raw("a.js", "1;");
        site.run(new ScriptedCaller());
        assertThat(site.requests().subList(1, 3))
                .extracting(request -> request.timeout())
                .containsExactly(Duration.ofMillis(250), Duration.ofSeconds(3));
    }

    /** Spec: VoiceXML 2.0 §5.3.3. */
    @Test
    void clearReachesVariablesOfNamedScopes() {
        assertThat(Site.of("<var name=\"a\" expr=\"1\"/><form><block><clear namelist=\"document.a\"/>"
                                + "<value expr=\"a === undefined\"/></block></form>")
                        .heard())
                .containsExactly("true");
        assertThat(Site.of(
                                "<form><catch event=\"error.semantic\">none<exit/></catch><block><clear namelist=\"document.b\"/>"
                                        + "</block></form>")
                        .heard())
                .containsExactly("none");
    }

    /** Spec: VoiceXML 2.0 §5.3.9, §5.3.11. */
    @Test
    void exitGivesAnExpressionOrVariables() {
        assertThat(Site.of("<form><block><exit expr=\"6 * 7\"/></block></form>").run(new ScriptedCaller()))
                .isEqualTo(new SessionEnd.Exited(Map.of("expr", "42")));
        assertThat(Site.of("<form><block><var name=\"a\" expr=\"'x'\"/><exit namelist=\"a\"/></block></form>")
                        .run(new ScriptedCaller()))
                .isEqualTo(new SessionEnd.Exited(Map.of("a", "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<exit expr=\"1\" namelist=\"a\"/>",
                "<return event=\"e\" namelist=\"a\"/>",
                "<return event=\"e\" eventexpr=\"'e'\"/>",
                "<goto next=\"#a\" expr=\"'#a'\"/>",
                "<goto/>",
                "<throw/>",
                "<throw event=\"e\" message=\"a\" messageexpr=\"b\"/>",
                "<submit namelist=\"a\"/>",
                "<script src=\"a.js\">1;</script>",
                "<script src=\"a.js\" srcexpr=\"'a.js'\"/>",
                "<data name=\"d\"/>",
                "<audio src=\"a\" expr=\"b\"/>",
                "<mark/>",
                "<value/>",
                "<assign name=\"a\"/>",
                "<foreach item=\"a\"/>"
            })
    void attributesThatMayNotStandTogetherMakeABadDocument(String element) {
        assertThat(new Site()
                        .with(
                                "main.vxml",
                                "<form><catch event=\"error.badfetch\">bad<exit/></catch><block><goto next=\"bad.vxml\"/></block></form>")
                        .with("bad.vxml", "<form><block>" + element + "</block></form>")
                        .heard())
                .containsExactly("bad");
    }

    /** Spec: VoiceXML 2.0 §5.1.1; 2.1 §5, §6: what an element declares has a name that a variable may have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<data name='a.b' src='d.json'/>",
                "<data name='if' src='d.json'/>",
                "<foreach item='a b' array='[1]'>never</foreach>",
                "<foreach item='1st' array='[]'>never</foreach>",
                "<prompt><foreach item='var' array='[1]'>never</foreach></prompt>",
                "<var name='document.x' expr='1'/>"
            })
    void nameThatNoVariableMayHaveIsASemanticError(String element) {
        Site site = Site.of("<form><catch event='error'><value expr='_event'/><exit/></catch><block>" + element
                        + "after</block></form>")
                .raw("d.json", "{}");

        assertThat(site.check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Sound.class,
                        sound -> assertThat(sound.warnings())
                                .singleElement()
                                .satisfies(warning -> assertThat(warning.what()).contains("no name of a variable")));
        assertThat(site.heard()).containsExactly("error.semantic");
        assertThat(site.requests())
                .as("nothing is fetched that could not be kept")
                .noneMatch(request -> request.uri().getPath().endsWith("d.json"));
    }
}
