package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.belltower.voicexml.script.ScriptBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that costs too much ends in an error.semantic that the document may catch. Spec: VoiceXML 2.0 §5.2.6. */
class ScriptBudgetTest {
    private static String heard(ScriptBudget budget, String script) {
        return new Site(new EngineSettings(Locale.US, Map.of(), 100, 4, budget))
                .with(
                        "main.vxml",
                        "<form><catch event=\"error.semantic\"><value expr=\"_message\"/><exit/></catch><block><script><![CDATA["
                                + script + "]]></script>not stopped</block></form>")
                .heard()
                .getFirst();
    }

    @Test
    void loopWithoutEndRunsOutOfSteps() {
        assertThat(heard(ScriptBudget.DEFAULT, "while (true) {}")).contains("does not come to an end");
    }

    @Test
    void scriptCannotCatchItsEnd() {
        assertThat(heard(
                        ScriptBudget.DEFAULT,
                        "while (true) { try { while (true) {} } catch (e) {} finally { continue; } }"))
                .contains("does not come to an end");
    }

    @Test
    void whatStepsDoNotTellRunsOutOfTime() {
        var unhurried = new ScriptBudget(Long.MAX_VALUE, 100, Duration.ofMillis(20), 1_000);
        assertThat(heard(unhurried, "while (true) {}")).contains("longer than 20 ms");
    }

    @Test
    void callsThatNestWithoutEndAreStopped() {
        assertThat(heard(ScriptBudget.DEFAULT, "function f() { return f() + 1; } f();"))
                .doesNotContain("not stopped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x'.repeat(1e9)",
                "'x'.padEnd(1e9)",
                "new Array(1e9).join('x')",
                "var a = []; a.length = 4e9 - 1; a.fill(1)",
                "var s = 'x'; while (true) { s += s; s.charAt(0); }",
                "var a = [1]; while (true) { a.push(1); }"
            })
    void memoryIsBounded(String script) {
        assertThat(heard(ScriptBudget.DEFAULT, script)).doesNotContain("not stopped");
    }

    @Test
    void textThatIsTooLongIsNotSpoken() {
        assertThat(new Site()
                        .with(
                                "main.vxml",
                                "<form><catch event=\"error.semantic\">too long<exit/></catch><block><script>"
                                        + "var s = 'x'; for (var i = 0; i &lt; 25; i++) { s += s; }</script>"
                                        + "<value expr=\"s\"/></block></form>")
                        .heard())
                .containsExactly("too long");
    }

    @Test
    void standardObjectsAreTheSameForAllAndNobodyChangesThem() {
        assertThat(heard(ScriptBudget.DEFAULT, "String.prototype.trim = function() { return 'mine'; };"))
                .doesNotContain("not stopped");
        assertThat(heard(ScriptBudget.DEFAULT, "Array.prototype.extra = 1;")).doesNotContain("not stopped");
        assertThat(heard(ScriptBudget.DEFAULT, "JSON.parse = 1;")).doesNotContain("not stopped");
    }

    @Test
    void undeclaredVariableIsNotMadeByAssigningIt() {
        assertThat(heard(ScriptBudget.DEFAULT, "undeclared = 1;")).doesNotContain("not stopped");
    }
}
