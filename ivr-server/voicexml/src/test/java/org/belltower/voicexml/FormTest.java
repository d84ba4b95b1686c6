package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spec: VoiceXML 2.0 §2.1, appendix C. */
class FormTest {
    @Test
    void blocksRunOnceInDocumentOrderAndThenTheSessionExits() {
        var caller = new ScriptedCaller();
        SessionEnd end =
                Site.of("<form><block>one</block><block>two</block></form>").run(caller);
        assertThat(caller.heard()).containsExactly("one", "two");
        assertThat(end).isEqualTo(new SessionEnd.Exited(Map.of()));
    }

    @Test
    void itemWhoseVariableHasAValueOrWhoseCondFailsIsNotVisited() {
        assertThat(Site.of("<form><block expr=\"1\">a</block><block cond=\"false\">b</block><block>c</block></form>")
                        .heard())
                .containsExactly("c");
    }

    @Test
    void variablesAndItemsAreInitialisedInDocumentOrder() {
        assertThat(Site.of("<form><var name=\"a\" expr=\"2\"/><block name=\"b\" expr=\"a &gt; 1 ? undefined : 1\">"
                                + "<value expr=\"a\"/></block></form>")
                        .heard())
                .containsExactly("2");
    }

    @Test
    void gotoNextItemVisitsThatItemEvenIfItIsFilled() {
        assertThat(Site.of("<form><block name=\"a\">a<goto nextitem=\"c\"/></block><block name=\"b\">b</block>"
                                + "<block name=\"c\" expr=\"true\">c</block></form>")
                        .heard())
                .containsExactly("a", "c", "b");
    }

    @Test
    void gotoExpressionItemVisitsThatItem() {
        assertThat(Site.of("<form><block name=\"a\"><goto expritem=\"'c'\"/></block><block name=\"b\"><exit/></block>"
                                + "<block name=\"c\">c</block></form>")
                        .heard())
                .containsExactly("c");
    }

    @Test
    void gotoUnknownItemIsBadFetch() {
        assertThat(Site.of("<form><catch event=\"error.badfetch\">gone<exit/></catch>"
                                + "<block><goto nextitem=\"x\"/></block></form>")
                        .heard())
                .containsExactly("gone");
    }

    @Test
    void fieldIsFilledByKeysAndItsFilledRuns() {
        var caller = new ScriptedCaller().presses("123456");
        Site.of("<form><field name=\"pin\" type=\"digits?length=6\">key it<filled>got <value expr=\"pin\"/></filled>"
                        + "</field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("key it", "got 123456");
    }

    @Test
    void shadowVariablesAndLastResultDescribeTheInput() {
        var caller = new ScriptedCaller().presses("42");
        Site.of("<form><field name=\"n\" type=\"digits?length=2\"><filled>"
                        + "<value expr=\"[n$.utterance, n$.inputmode, n$.interpretation, n$.confidence].join('/')\"/>,"
                        + "<value expr=\"[application.lastresult$.length, application.lastresult$[0].utterance,"
                        + " application.lastresult$.inputmode].join('/')\"/></filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("42/dtmf/42/1,1/42/dtmf");
    }

    @Test
    void keysTypedAheadFillTheFollowingFields() {
        var caller = new ScriptedCaller().presses("12");
        Site.of("<form><field name=\"a\" type=\"digits?length=1\">first</field>"
                        + "<field name=\"b\" type=\"digits?length=1\">second</field>"
                        + "<filled><value expr=\"a + '-' + b\"/></filled></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("first", "second", "1-2");
    }

    @Test
    void booleanFieldHoldsATruthValue() {
        var caller = new ScriptedCaller().presses("2");
        Site.of("<form><field name=\"ok\" type=\"boolean\"><filled><value expr=\"typeof ok + (ok ? 'yes' : 'no')\"/>"
                        + "</filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("booleanno");
    }

    @Test
    void filledOfModeAllWaitsForAllAndOfModeAnyRunsForEach() {
        var caller = new ScriptedCaller().presses("1").presses("2");
        Site.of(
                        "<form><field name=\"a\" type=\"digits?length=1\"/><field name=\"b\" type=\"digits?length=1\"/>"
                                + "<filled mode=\"any\" namelist=\"a b\">any</filled><filled namelist=\"a b\">all</filled></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("any", "any", "all");
    }

    @Test
    void throwInFilledSkipsTheRemainingFilled() {
        var caller = new ScriptedCaller().presses("1");
        Site.of("<form><catch event=\"mine\">caught<exit/></catch><field name=\"a\" type=\"digits?length=1\">"
                        + "<filled><throw event=\"mine\"/></filled><filled>skipped</filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("caught");
    }

    @Test
    void clearMakesItemsEligibleAgain() {
        var caller = new ScriptedCaller().presses("1").presses("2");
        Site.of("<form><var name=\"n\" expr=\"0\"/><field name=\"a\" type=\"digits?length=1\">again?<filled>"
                        + "<assign name=\"n\" expr=\"n + 1\"/><if cond=\"n &lt; 2\"><clear namelist=\"a\"/></if>"
                        + "</filled></field><block>done <value expr=\"a\"/></block></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("again?", "again?", "done 2");
    }

    @Test
    void clearOfAnUndeclaredNameIsASemanticError() {
        assertThat(Site.of(
                                "<form><catch event=\"error.semantic\">bad<exit/></catch><block><clear namelist=\"x\"/></block>"
                                        + "</form>")
                        .heard())
                .containsExactly("bad");
    }

    @Test
    void inlineGrammarGivesItsInterpretation() {
        var caller = new ScriptedCaller().presses("2");
        Site.of("<form><field name=\"c\"><grammar mode=\"dtmf\" root=\"r\" tag-format=\"semantics/1.0-literals\">"
                        + "<rule id=\"r\"><one-of><item>1<tag>red</tag></item><item>2<tag>blue</tag></item></one-of></rule>"
                        + "</grammar><filled><value expr=\"c\"/></filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("blue");
    }

    @Test
    void externalGrammarIsFetchedWhenItBecomesActive() {
        var caller = new ScriptedCaller().presses("7");
        Site.of("<form><field name=\"c\"><grammar src=\"g.grxml\"/><filled><value expr=\"c\"/></filled></field></form>")
                .raw(
                        "g.grxml",
                        "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"r\">"
                                + "<rule id=\"r\" scope=\"public\">7</rule></grammar>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("7");
    }

    @Test
    void missingExternalGrammarIsBadFetch() {
        assertThat(Site.of("<form><catch event=\"error.badfetch\"><value expr=\"_event\"/><exit/></catch>"
                                + "<field name=\"c\"><grammar src=\"none.grxml\"/></field></form>")
                        .heard())
                .containsExactly("error.badfetch.http.404");
    }

    @Test
    void optionsAreChosenByTheirKeysAndEnumerated() {
        var caller = new ScriptedCaller().presses("2");
        Site.of(
                        "<form><field name=\"c\"><prompt><enumerate>for <value expr=\"_prompt\"/> press <value expr=\"_dtmf\"/>;"
                                + "</enumerate></prompt><option dtmf=\"1\" value=\"r\">red</option>"
                                + "<option dtmf=\"2\" value=\"b\">blue</option><filled><value expr=\"c\"/></filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("for red press 1;for blue press 2;", "b");
    }

    @Test
    void modalFieldHearsOnlyItsOwnGrammars() {
        var caller = new ScriptedCaller().presses("*").presses("1");
        Site.of("<link dtmf=\"*\" event=\"star\"/><catch event=\"star\">star<exit/></catch>"
                        + "<form><field name=\"a\" modal=\"true\" type=\"digits?length=1\"><nomatch>no</nomatch>"
                        + "<filled>one</filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("no", "one");
    }
}
