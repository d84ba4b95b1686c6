package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Fetchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session goes on in another process where one was that has died: at the same form item, with its data kept. */
class ResumeTest {
    private static final String PIN = "482915";
    private static final AudioShelf NOWHERE = new AudioShelf() {
        @Override
        public Placed place(FetchResult.Fetched audio) {
            return new Placed.Refused("nothing is fetched here");
        }
    };

    private final List<String> points = new ArrayList<>();

    /** Runs a session and keeps its points. */
    private SessionEnd run(Site site, Optional<String> kept, ScriptedCaller caller) {
        points.clear();
        return site.engine()
                .resume(
                        Site.uri("main.vxml"),
                        kept,
                        caller,
                        SessionObserver.NONE,
                        Fetchers.none(),
                        NOWHERE,
                        points::add);
    }

    /** Runs until the caller has done that, then goes on with somebody who does this, and gives what that one hears. */
    private List<String> heardAfter(Site site, ScriptedCaller before, ScriptedCaller after) {
        run(site, Optional.empty(), before);
        run(site, Optional.of(points.getLast()), after);
        return after.heard();
    }

    private static String field(String name, String more) {
        return "<field name=\"" + name + "\" type=\"digits?length=1\"><prompt>" + name + "?</prompt>" + more
                + "</field>";
    }

    @Test
    void sessionGoesOnAtTheSameItemWithItsData() {
        Site site = Site.of("<var name=\"d\" expr=\"'none'\"/><form id=\"f\"><var name=\"v\" expr=\"'none'\"/>"
                + field("a", "<filled><assign name=\"document.d\" expr=\"'doc' + a\"/></filled>")
                + field("b", "<filled><assign name=\"v\" expr=\"'dialog' + b\"/></filled>")
                + field("c", "")
                + "<block><prompt><value expr=\"[a, b, c, d, v, b$.utterance].join()\"/></prompt></block></form>");
        var after = new ScriptedCaller().presses("3");
        assertThat(heardAfter(
                        site, new ScriptedCaller().presses("1").presses("2").hangsUp(), after))
                .containsExactly("c?", "1,2,3,doc1,dialog2,2");
    }

    @Test
    void valuesOfEveryKindComeBack() {
        Site site = Site.of(
                "<script>function twice(x) { return 2 * x; }</script>"
                        + "<var name=\"o\" expr=\"{list: [1, 'zwei', {n: null}], u: undefined, nan: NaN, t: new Date(5), q: '\\u4f60\\u2028\\&quot;'}\"/>"
                        + "<form id=\"f\">" + field("a", "")
                        + "<block><assign name=\"o.late\" expr=\"true\"/></block>" + field("b", "")
                        + "<block><prompt><value expr=\"[o.list.length, o.list[1], o.list[2].n === null, 'u' in o, o.u === undefined, isNaN(o.nan), o.t.getTime(), o.q, o.late, twice(4)].join()\"/></prompt></block></form>");
        assertThat(heardAfter(site, new ScriptedCaller().presses("1").hangsUp(), new ScriptedCaller().presses("2")))
                .last()
                .isEqualTo("3,zwei,true,true,true,true,5,\u4f60\u2028\",true,8");
    }

    @Test
    void variablesOfTheRootAndItsFunctionsAreThere() {
        Site site = new Site()
                .with(
                        "root.vxml",
                        "<var name=\"lang\" expr=\"'zh'\"/><script>function f() { return 'f' + lang; }</script>")
                .leaf(
                        "main.vxml",
                        "root.vxml",
                        "<form><block><assign name=\"application.lang\" expr=\"'en'\"/><goto next=\"next.vxml\"/></block></form>")
                .leaf(
                        "next.vxml",
                        "root.vxml",
                        "<form>" + field("a", "") + "<block><prompt><value expr=\"f()\"/></prompt></block></form>");
        assertThat(heardAfter(site, new ScriptedCaller().hangsUp(), new ScriptedCaller().presses("1")))
                .containsExactly("a?", "fen");
    }

    @Test
    void countersOfEventsAndPromptsAreKept() {
        Site site = Site.of("<form><field name=\"a\" type=\"digits?length=1\"><prompt count=\"1\">first</prompt>"
                + "<prompt count=\"3\">third</prompt><noinput>again<reprompt/></noinput>"
                + "<noinput count=\"3\"><prompt>enough</prompt><exit/></noinput></field></form>");
        var before = new ScriptedCaller().staysSilent().staysSilent().hangsUp();
        assertThat(heardAfter(site, before, new ScriptedCaller().staysSilent()))
                .containsExactly("again", "third", "enough");
    }

    @Test
    void promptsThatHadNotGoneToTheLineAreHeard() {
        Site site = Site.of("<form><block><prompt>your figure is 1.5</prompt></block>" + field("a", "") + "</form>");
        assertThat(heardAfter(site, new ScriptedCaller().hangsUp(), new ScriptedCaller().presses("1")))
                .containsExactly("your figure is 1.5", "a?");
    }

    @Test
    void secretIsNotKeptAndItsFieldIsAskedAgain() {
        Site site = Site.of("<var name=\"copy\" expr=\"'none'\"/><form><field name=\"pin\" type=\"digits?length=6\">"
                + "<property name=\"org.belltower.secret\" value=\"true\"/><prompt>pin?</prompt>"
                + "<filled><assign name=\"copy\" expr=\"{x: [pin, 'my pin ' + pin, Number(pin)]}\"/></filled></field>"
                + field("next", "") + "<block><prompt><value expr=\"copy.x[1].length\"/></prompt></block></form>");
        run(site, Optional.empty(), new ScriptedCaller().presses(PIN).hangsUp());
        assertThat(points).hasSize(2).noneMatch(point -> point.contains(PIN));
        var after = new ScriptedCaller().presses(PIN).presses("1");
        run(site, Optional.of(points.getLast()), after);
        assertThat(after.heard()).containsExactly("pin?", "next?", "13");
    }

    @Test
    void shortSecretsAreNotKeptInTheirField() {
        Site site = Site.of("<form><field name=\"pin\" type=\"digits?length=2\">"
                + "<property name=\"org.belltower.secret\" value=\"true\"/></field>" + field("next", "") + "</form>");
        run(site, Optional.empty(), new ScriptedCaller().presses("97").hangsUp());
        assertThat(points.getLast()).doesNotContain("97");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>var loop = {}; loop.self = loop;</script>",
                "<var name=\"x\" expr=\"application\"/>",
                "<var name=\"x\" expr=\"{f: function() {}}\"/>",
                "<var name=\"x\" expr=\"{$: 1}\"/>",
                "<var name=\"x\" expr=\"{get y() { throw 'no'; }}\"/>",
            })
    void whereAValueCannotBeKeptTheLastPointStays(String value) {
        Site site = new Site()
                .with(
                        "main.vxml",
                        "<form id=\"f\">" + field("a", "") + "<block><goto next=\"#g\"/></block></form><form id=\"g\">"
                                + value + field("b", "") + "</form>");
        run(site, Optional.empty(), new ScriptedCaller().presses("1").hangsUp());
        assertThat(points).hasSize(1);
        var after = new ScriptedCaller();
        run(site, Optional.of(points.getLast()), after);
        assertThat(after.heard()).startsWith("a?");
    }

    @Test
    void subdialogBeginsAnew() {
        Site site = Site.of("<form id=\"f\">" + field("a", "") + "<subdialog name=\"s\" src=\"#g\"/>"
                + "<block><prompt>back with <value expr=\"a\"/></prompt></block></form>"
                + "<form id=\"g\">" + field("x", "") + field("y", "") + "<block><return/></block></form>");
        assertThat(heardAfter(
                        site,
                        new ScriptedCaller().presses("1").presses("2").hangsUp(),
                        new ScriptedCaller().presses("2").presses("3")))
                .containsExactly("x?", "y?", "back with 1");
    }

    @Test
    void documentThatWasSentDataIsNotFetchedAgain() {
        Site site = Site.of("<form>" + field("a", "")
                        + "<block><submit next=\"answer.vxml\" method=\"post\" namelist=\"a\"/></block></form>")
                .with("answer.vxml", "<form>" + field("b", "") + "</form>");
        run(site, Optional.empty(), new ScriptedCaller().presses("1").hangsUp());
        assertThat(points).hasSize(1).allMatch(point -> point.contains("main.vxml"));
    }

    @Test
    void documentsThatAreNotWhatTheyWereBeginAnew() {
        Site site = Site.of("<form id=\"old\">" + field("a", "") + field("b", "") + "</form>");
        run(site, Optional.empty(), new ScriptedCaller().presses("1").hangsUp());
        String kept = points.getLast();
        var changed = new ScriptedCaller();
        run(Site.of("<form id=\"new\">" + field("c", "") + "</form>"), Optional.of(kept), changed);
        assertThat(changed.heard()).startsWith("c?");
        var gone = new ScriptedCaller();
        run(new Site().with("main.vxml", "<form id=\"old\">" + field("c", "") + "</form>"), Optional.of(kept), gone);
        assertThat(gone.heard()).startsWith("c?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"version\":2}", "{\"version\":1,\"document\":\"::\"}"})
    void whatIsNoPointBeginsAnew(String text) {
        var caller = new ScriptedCaller().presses("7");
        Site site = Site.of("<form>" + field("a", "") + "<block><exit expr=\"a\"/></block></form>");
        assertThat(run(site, Optional.of(text), caller)).isEqualTo(new SessionEnd.Exited(Map.of("expr", "7")));
        assertThat(caller.heard()).containsExactly("a?");
        assertThat(caller.silence()).isEqualTo(Duration.ZERO);
    }
}
