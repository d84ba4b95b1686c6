package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

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
        SessionEnd end = site.run(caller, new SessionObserver() {
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
        });
        assertThat(site.requests().getLast().parameters()).containsEntry("pin", PIN);
        assertThat(caller.requests().getFirst().secret()).isTrue();
        assertThat(seen).anyMatch(text -> text.contains("keyed " + InputObserved.MASK));
        assertThat(seen).noneMatch(text -> text.contains(PIN));
        assertThat(end.toString()).doesNotContain(PIN);
    }
}
