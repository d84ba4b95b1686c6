package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller keys as a secret stays in the call. */
class SecretTest {
    private static final String PIN = "482915";

    @Test
    void secretReachesTheServiceAndNoObserver() {
        var seen = new ArrayList<String>();
        var site = Site.of(
                        "<form><field name=\"pin\" type=\"digits?length=6\"><property name=\"org.belltower.secret\" value=\"true\"/>"
                                + "<filled><log>keyed <value expr=\"pin\"/></log><data name=\"d\" src=\"login\" namelist=\"pin\"/>"
                                + "<prompt><value expr=\"pin\"/></prompt><throw event=\"e\" messageexpr=\"'pin ' + pin\"/></filled></field></form>")
                .raw("login", "{}");
        var caller = new ScriptedCaller().presses(PIN);
        SessionEnd end = site.run(caller, new Seen(seen));
        assertThat(site.requests().getLast().parameters()).containsEntry("pin", PIN);
        assertThat(caller.requests().getFirst().secret()).isTrue();
        assertThat(seen).anyMatch(text -> text.contains("keyed " + InputObserved.MASK));
        assertThat(seen).noneMatch(text -> text.contains(PIN));
        assertThat(end.toString()).doesNotContain(PIN);
    }

    /** A field of four words whose grammar makes digits of them. */
    private static final String SPOKEN_PIN =
            "<field name=\"pin\"><property name=\"org.belltower.secret\" value=\"true\"/>"
                    + "<grammar mode=\"voice\" xml:lang=\"en-US\" root=\"r\" tag-format=\"semantics/1.0\"><rule id=\"r\">"
                    + "four eight two nine <tag>%s</tag></rule></grammar><filled>%s</filled></field>";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out = '4829'| pin",
                "out = 4829| pin",
                "out.pin = {digits: '4829'}| pin.digits",
                "out.a = '48'; out.b = '29'| pin.a + pin.b",
                "out = ['4', '8', '2', '9']| pin.join('')",
            })
    void whatASpokenSecretMeansIsSecretToo(String tag, String expr) {
        var seen = new ArrayList<String>();
        String filled = "<log>is <value expr=\"" + expr + "\"/></log><var name=\"p\" expr=\"" + expr + "\"/>"
                + "<data name=\"d\" src=\"login\" namelist=\"p\"/><exit namelist=\"p\"/>";
        var site = Site.of("<form>" + SPOKEN_PIN.formatted(tag, filled) + "</form>")
                .raw("login", "{}");
        SessionEnd end = site.run(new ScriptedCaller().says("four eight two nine"), new Seen(seen));
        assertThat(seen).anyMatch(text -> text.equals("is " + InputObserved.MASK));
        assertThat(seen).noneMatch(text -> text.contains("4829"));
        assertThat(end).isEqualTo(new SessionEnd.Exited(Map.of("p", InputObserved.MASK)));
        assertThat(site.requests().getLast().parameters()).containsEntry("p", "4829");
        assertThat(site.requests().getLast().secret()).isTrue();
    }

    @Test
    void whatIsSpokenIsObservedWithTheConfidenceOfEachWordUnlessItIsSecret() {
        var seen = new ArrayList<String>();
        String open = SPOKEN_PIN.formatted("out = '4829'", "").replace("value=\"true\"", "value=\"false\"");
        Site.of("<form>" + open + "</form>").run(new ScriptedCaller().says("four eight two nine"), new Seen(seen));
        assertThat(seen).anyMatch(text -> text.contains("words=[four 0.90, eight 0.90, two 0.90, nine 0.90]"));

        seen.clear();
        Site.of("<form>" + SPOKEN_PIN.formatted("out = '4829'", "") + "</form>")
                .run(new ScriptedCaller().says("four eight two nine"), new Seen(seen));
        assertThat(seen).anyMatch(text -> text.contains("words=[]")).noneMatch(text -> text.contains("eight"));
    }

    @Test
    void secretWithinAnAddressMakesTheRequestSecret() {
        var site = Site.of("<form>"
                        + SPOKEN_PIN.formatted(
                                "out = '四八二九'", "<data name=\"d\" srcexpr=\"'login?p=' + encodeURIComponent(pin)\"/>")
                        + "</form>")
                .raw("login", "{}");
        site.run(new ScriptedCaller().says("four eight two nine"));
        assertThat(site.requests().getLast().uri().toString()).contains("?p=%E5");
        assertThat(site.requests().getLast().secret()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<say-as interpret-as=\"digits\"><value expr=\"pin\"/></say-as>",
                "<value expr=\"pin\"/>",
                "<value expr=\"pin.split('').join(' ')\"/>",
                "<foreach item=\"d\" array=\"pin.split('')\"><value expr=\"d\"/><break/></foreach>",
            })
    void secretThatIsReadBackIsMarkedForTheLine(String readBack) {
        var seen = new ArrayList<String>();
        var caller = new ScriptedCaller().presses(PIN);
        Site.of(
                        "<form><field name=\"pin\" type=\"digits?length=6\"><property name=\"org.belltower.secret\" value=\"true\"/>"
                                + "<prompt>key 1 2 3</prompt><filled><prompt>you keyed " + readBack
                                + "</prompt><prompt>goodbye</prompt></filled></field></form>")
                .run(caller, new Seen(seen));
        assertThat(caller.prompts())
                .extracting(prompt -> prompt.ssml().startsWith("<speak sensitive=\"true\" version"))
                .containsExactly(false, true, false);
        assertThat(caller.heard().get(1).replace(" ", "")).isEqualTo("youkeyed" + PIN);
        assertThat(seen).noneMatch(text -> text.replaceAll("<[^>]*>| ", "").contains(PIN));
    }

    @Test
    void defectIsToldToTheObserverWithoutItsWords() {
        var seen = new ArrayList<String>();
        var caller = new ScriptedCaller().presses(PIN).breaksWith(new IllegalStateException("no voice for " + PIN));
        var site = Site.of(
                "<form><field name=\"pin\" type=\"digits?length=6\"><property name=\"org.belltower.secret\" value=\"true\"/>"
                        + "<filled><prompt><value expr=\"pin\"/></prompt></filled></field></form>");
        assertThatThrownBy(() -> site.run(caller, new Seen(seen))).isInstanceOf(IllegalStateException.class);
        assertThat(seen.getLast()).contains("IllegalStateException").doesNotContain(PIN);
    }

    /** Writes down all that an observer is told. */
    private record Seen(List<String> seen) implements SessionObserver {
        @Override
        public void onNode(NodeVisit visit) {
            seen.add(visit.toString());
        }

        @Override
        public void onPrompt(QueuedPrompt prompt, Instant at) {
            seen.add(prompt.ssml());
        }

        @Override
        public void onInput(InputObserved input) {
            seen.add(input.toString());
        }

        @Override
        public void onEvent(String event, String message, Instant at) {
            seen.add(message);
        }

        @Override
        public void onLog(String label, String text, Instant at) {
            seen.add(text);
        }

        @Override
        public void onEnd(SessionEnd end, Instant at) {
            seen.add(end.toString());
        }
    }
}
