package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.embeddedswitch.Overload;
import org.belltower.embeddedswitch.SwitchSettings;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sipp sees of the embedded switch by itself: a call that is withdrawn, a call too many. */
@OnlyOn(value = SwitchKind.EMBEDDED, because = "a dialplan of its own and no server behind it")
class SippSwitchTest {
    private static final String PASSWORD = "for-this-test-only";

    @TempDir
    Path folder;

    @BeforeAll
    static void sippIsThere() {
        Sipp.assumeInstalled();
    }

    @Test
    void callThatIsWithdrawnWhileItRingsEndsWith487() {
        Dialplan ringing = Dialplan.empty().with("100", "ring_ready", "sleep 20000", "answer");
        try (EmbeddedSwitch ours = EmbeddedSwitch.open(SwitchSettings.free(PASSWORD, ringing))) {
            new Sipp(folder, ours.sipAddress().getPort()).run("cancel", "100", Duration.ofSeconds(20));

            Await.until(
                    "no call is up", Duration.ofSeconds(30), () -> ours.status().calls() == 0);
        }
    }

    @Test
    void callOverTheLimitIsRefusedAndTheOneInProgressGoesOn() throws InterruptedException {
        Dialplan busy = Dialplan.empty().with("100", "answer", "park");
        SwitchSettings one = SwitchSettings.free(PASSWORD, busy).withMaxCalls(1, new Overload.Release());
        try (EmbeddedSwitch ours = EmbeddedSwitch.open(one)) {
            try (CallerCall first = ScriptedCaller.dial(ours.sipAddress(), "100", CallerSettings.defaults())) {
                assertThat(first.awaitAnswer(Duration.ofSeconds(30))).isEqualTo(new AnswerOutcome.Answered());

                new Sipp(folder, ours.sipAddress().getPort()).run("over-the-limit", "100", Duration.ofSeconds(30));

                assertThat(ours.status().calls()).isEqualTo(1);
                assertThat(ours.status().refusedBusy()).isEqualTo(1);
            }
            assertThat(ours.status().callsSinceStart()).isEqualTo(1);
        }
    }
}
