package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Fetchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Menus, links, goto, submit, subdialogs, data. Spec: VoiceXML 2.0 §2.2, §2.3.4, §2.5, §5.3; VoiceXML 2.1 §5. */
class NavigationTest {
    private static final String MENU =
            "<menu%s><prompt><enumerate/></prompt><choice dtmf=\"1\" next=\"#a\">apples</choice>"
                    + "<choice dtmf=\"2\" event=\"pear\">pears</choice></menu>"
                    + "<form id=\"a\"><block>apples it is</block></form><catch event=\"pear\">pears it is<exit/></catch>";

    @Test
    void menuSaysItsChoicesAndLeadsToTheDialogThatIsChosen() {
        var caller = new ScriptedCaller().presses("1");
        Site.of(MENU.formatted("")).run(caller);
        assertThat(caller.heard()).containsExactly("apples. pears.", "apples it is");
    }

    @Test
    void choiceThrowsItsEvent() {
        var caller = new ScriptedCaller().presses("2");
        Site.of(MENU.formatted("")).run(caller);
        assertThat(caller.heard()).containsExactly("apples. pears.", "pears it is");
    }

    @Test
    void menuThatNumbersItsChoicesTakesTheirNumbers() {
        var caller = new ScriptedCaller().presses("2");
        Site.of("<menu dtmf=\"true\"><prompt><enumerate><value expr=\"_dtmf + _prompt\"/> </enumerate></prompt>"
                        + "<choice next=\"#a\">a</choice><choice next=\"#b\">b</choice><choice dtmf=\"0\" next=\"#a\">z</choice>"
                        + "</menu><form id=\"a\"><block>A</block></form><form id=\"b\"><block>B</block></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("1a 2b 0z", "B");
    }

    @Test
    void menuOfDocumentScopeListensInOtherDialogs() {
        var caller = new ScriptedCaller().presses("9");
        Site.of("<form><field name=\"f\" type=\"digits?length=2\">two keys</field></form>"
                        + "<menu scope=\"document\"><choice dtmf=\"9\" next=\"#a\">a</choice></menu>"
                        + "<form id=\"a\"><block>A</block></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("two keys", "A");
    }

    @Test
    void longerMatchEntersTheFormOfDocumentScopeThatTookIt() {
        String grammar =
                "<grammar mode=\"dtmf\" root=\"r\" tag-format=\"semantics/1.0-literals\"><rule id=\"r\">8 8</rule></grammar>";
        var caller = new ScriptedCaller().presses("88");
        Site.of("<form><field name=\"f\" type=\"digits?length=1\"></field></form>"
                        + "<form id=\"other\" scope=\"document\">" + grammar
                        + "<block>other <value expr=\"application.lastresult$.utterance\"/></block></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("other 88");
    }

    @Test
    void linkOfTheRootDocumentListensInItsLeaves() {
        var caller = new ScriptedCaller().presses("*").presses("5");
        new Site()
                .with("root.vxml", "<link dtmf=\"*\" event=\"repeat\"/><catch event=\"repeat\"><reprompt/></catch>")
                .leaf(
                        "main.vxml",
                        "root.vxml",
                        "<form><field name=\"f\" type=\"digits?length=1\">key"
                                + "<filled>got <value expr=\"f\"/></filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("key", "key", "got 5");
    }

    @Test
    void linkLeadsToADocument() {
        var caller = new ScriptedCaller().presses("#");
        new Site()
                .with(
                        "main.vxml",
                        "<link dtmf=\"#\" next=\"help.vxml\"/><form><field name=\"f\" type=\"digits\"/></form>")
                .with("help.vxml", "<form><block>help</block></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("help");
    }

    @Test
    void gotoMissingDocumentIsCaughtWhereItWasTried() {
        assertThat(Site.of("<form><catch event=\"error.badfetch\"><value expr=\"_event\"/><exit/></catch>"
                                + "<block><goto expr=\"'no' + 'where.vxml'\"/></block></form>")
                        .heard())
                .containsExactly("error.badfetch.http.404");
    }

    @Test
    void gotoBrokenDocumentIsBadFetchWithItsFirstError() {
        assertThat(new Site()
                        .with(
                                "main.vxml",
                                "<form><catch event=\"error.badfetch\"><value expr=\"_message\"/><exit/></catch>"
                                        + "<block><goto next=\"two.vxml\"/></block></form>")
                        .with("two.vxml", "<form><block><submit next=\"a\" expr=\"'b'\"/></block></form>")
                        .heard()
                        .getFirst())
                .startsWith("test://site/two.vxml:3:14: <submit> has 2 of next, expr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#nowhere", "two.vxml#nowhere"})
    void gotoMissingDialogIsBadFetch(String target) {
        assertThat(new Site()
                        .with(
                                "main.vxml",
                                "<form><catch event=\"error.badfetch\">none<exit/></catch><block><goto next=\"" + target
                                        + "\"/></block></form>")
                        .with("two.vxml", "<form/>")
                        .heard())
                .containsExactly("none");
    }

    @Test
    void submitSendsTheNamedValuesAndRunsTheAnswer() {
        var site = new Site()
                .with(
                        "main.vxml",
                        "<form><var name=\"a\" expr=\"'x y'\"/><var name=\"b\" expr=\"({c: 1})\"/>"
                                + "<block><submit next=\"two.vxml\" method=\"post\" namelist=\"a b\"/></block></form>")
                .with("two.vxml", "<form><block>answered</block></form>");
        assertThat(site.heard()).containsExactly("answered");
        FetchRequest request = site.requests().getLast();
        assertThat(request.method()).isEqualTo(FetchRequest.Method.POST);
        assertThat(request.parameters()).containsExactly(Map.entry("a", "x y"), Map.entry("b.c", "1"));
    }

    @Test
    void dataFillsAVariableThatNobodyCanChange() {
        var site = Site.of(
                        "<form><var name=\"plan\" expr=\"'P-2001'\"/><block><data name=\"d\" src=\"q.json\" namelist=\"plan\"/>"
                                + "<script>d.value = 'forged'; d.days[0] = 'forged';</script>"
                                + "<value expr=\"d.value + ' ' + d.days.length + d.days[0]\"/></block></form>")
                .raw("q.json", "{\"value\": \"1.0532\", \"days\": [\"20261120\"], \"none\": null}");
        assertThat(site.heard()).containsExactly("1.0532 120261120");
        assertThat(site.requests().getLast().parameters()).containsExactly(Map.entry("plan", "P-2001"));
    }

    @Test
    void dataThatIsNotJsonIsBadFetch() {
        assertThat(Site.of(
                                "<form><catch event=\"error.badfetch\">bad<exit/></catch><block><data name=\"d\" src=\"q\"/></block></form>")
                        .raw("q", "{oops")
                        .heard())
                .containsExactly("bad");
    }

    @Test
    void subdialogGetsParametersAndReturnsValues() {
        assertThat(Site.of(
                                "<form><var name=\"x\" expr=\"20\"/><subdialog name=\"s\" src=\"#sub\"><param name=\"n\" expr=\"x + 1\"/>"
                                        + "<param name=\"w\" value=\"word\"/><filled>is <value expr=\"s.twice + s.w\"/></filled></subdialog></form>"
                                        + "<form id=\"sub\"><var name=\"n\" expr=\"0\"/><var name=\"w\"/><block><var name=\"twice\" expr=\"2 * n\"/>"
                                        + "<return namelist=\"twice w\"/></block></form>")
                        .heard())
                .containsExactly("is 42word");
    }

    @Test
    void subdialogHasVariablesOfItsOwn() {
        assertThat(Site.of(
                                "<var name=\"v\" expr=\"1\"/><form><block><assign name=\"v\" expr=\"2\"/></block>"
                                        + "<subdialog name=\"s\" src=\"#sub\"/><block>outer <value expr=\"v\"/></block></form>"
                                        + "<form id=\"sub\"><block>inner <value expr=\"v\"/><assign name=\"v\" expr=\"9\"/><return/></block></form>")
                        .heard())
                .containsExactly("inner 1", "outer 2");
    }

    @Test
    void subdialogReturnsAnEvent() {
        assertThat(Site.of("<form><catch event=\"oops\">caught <value expr=\"_message\"/><exit/></catch>"
                                + "<subdialog name=\"s\" src=\"#sub\"/></form>"
                                + "<form id=\"sub\"><block><return event=\"oops\" message=\"why\"/></block></form>")
                        .heard())
                .containsExactly("caught why");
    }

    @Test
    void subdialogThatCallsItselfForEverEnds() {
        assertThat(Site.of("<form id=\"sub\"><subdialog name=\"s\" src=\"#sub\"/></form>")
                        .run(new ScriptedCaller()))
                .isInstanceOfSatisfying(
                        SessionEnd.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.semantic"));
    }

    @Test
    void returnOutsideASubdialogIsASemanticError() {
        assertThat(Site.of("<form><catch event=\"error.semantic\">no<exit/></catch><block><return/></block></form>")
                        .heard())
                .containsExactly("no");
    }

    @Test
    void exitGivesItsValuesBack() {
        assertThat(Site.of("<form><var name=\"a\" expr=\"7\"/><block><exit namelist=\"a\"/></block></form>")
                        .run(new ScriptedCaller()))
                .isEqualTo(new SessionEnd.Exited(Map.of("a", "7")));
    }

    @Test
    void missingFirstDocumentFailsTheSession() {
        assertThat(new Site().run(new ScriptedCaller()))
                .isInstanceOfSatisfying(
                        SessionEnd.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.badfetch.http.404"));
    }

    @Test
    void scriptFromAResourceRuns() {
        assertThat(Site.of("<script src=\"f.js\"/><form><block><value expr=\"f(2)\"/></block></form>")
                        .raw("f.js", "function f(x) { return x * 3; }")
                        .heard())
                .containsExactly("6");
    }

    @Test
    void ownFetchersOfASessionGoFirst() {
        var caller = new ScriptedCaller();
        var site =
                Site.of("<form><block><data name=\"d\" src=\"hotline:latest\"/><value expr=\"d.v\"/></block></form>");
        Fetchers own = Fetchers.none()
                .with(
                        "hotline",
                        request -> new FetchResult.Fetched(
                                request.uri(), "application/json", Content.of("{\"v\": \"mine\"}"), Optional.empty()));
        site.engine().run(Site.uri("main.vxml"), caller, SessionObserver.NONE, own);
        assertThat(caller.heard()).containsExactly("mine");
    }
}
