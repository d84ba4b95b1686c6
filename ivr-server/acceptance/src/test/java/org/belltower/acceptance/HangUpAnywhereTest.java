package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Callers who hang up, wherever they are: the record says so, and the switch has no call any more. */
@OnEachSwitch
class HangUpAnywhereTest {
    private static final String NUMBER = "88400";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SwitchKind on;

    @TempDir
    Path folder;

    @RegisterExtension
    final Agents agents = new Agents();

    HangUpAnywhereTest(SwitchKind on) {
        this.on = on;
    }

    private WholeServer server() throws IOException {
        return WholeServer.start(
                on, TrialApplication.configuration(folder, """
                        <form>
                          <field name="wish" type="digits?length=1">
                            <prompt timeout="60s">Press one to leave a message and two to talk.</prompt>
                          </field>
                          <block>
                            <if cond="wish == '1'"><goto next="#message"/><else/><goto next="#talk"/></if>
                          </block>
                        </form>
                        <form id="message">
                          <record name="said" maxtime="60s" finalsilence="50s"><prompt>Speak now.</prompt></record>
                        </form>
                        <form id="talk">
                          <transfer name="t" dest="sip:agent@AGENTS" bridge="true" connecttimeout="60s"/>
                        </form>
                        """.replace("AGENTS", agents.address()), NUMBER), 1);
    }

    private static void hasGone(WholeServer server, String caller, EndReason reason) {
        assertThat(server.awaitEndedCall(caller).end().orElseThrow().reason()).isEqualTo(reason);
        Await.until("no call is left at the switch", PATIENCE, () -> server.callsUp() == 0);
    }

    private static Caller dial(WholeServer server, String name) throws InterruptedException {
        return Caller.dial(server, NUMBER, CallerSettings.defaults().withName(name));
    }

    @Test
    void everyStateEndsWithTheCaller() throws Exception {
        try (WholeServer server = server()) {
            InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.sipPort());
            try (CallerCall early =
                    ScriptedCaller.dial(sip, NUMBER, CallerSettings.defaults().withName("13700000101"))) {
                early.cancel();
                assertThat(early.awaitHangUp(PATIENCE)).as("before the answer").isPresent();
            }
            Await.until("no call is left at the switch", PATIENCE, () -> server.callsUp() == 0);

            try (Caller answered = dial(server, "13700000102")) {
                answered.call.hangUp();
            }
            hasGone(server, "13700000102", EndReason.CALLER_HUNG_UP);

            try (Caller listening = dial(server, "13700000103")) {
                listening.begins("Press one");
                listening.call.hangUp();
            }
            hasGone(server, "13700000103", EndReason.CALLER_HUNG_UP);

            try (Caller speaking = dial(server, "13700000104")) {
                speaking.presses("1");
                speaking.hears("Speak now");
                speaking.call.listen(Duration.ofSeconds(1));
                speaking.call.hangUp();
            }
            hasGone(server, "13700000104", EndReason.CALLER_HUNG_UP);

            try (Caller waiting = dial(server, "13700000105")) {
                waiting.presses("2");
                try (CallerCall agent = agents.called()) {
                    agent.ring();
                    waiting.call.hangUp();
                    assertThat(agent.awaitHangUp(PATIENCE))
                            .as("the ringing ends")
                            .isPresent();
                }
            }
            hasGone(server, "13700000105", EndReason.CALLER_HUNG_UP);

            try (Caller talking = dial(server, "13700000106")) {
                talking.presses("2");
                try (CallerCall agent = agents.called()) {
                    agent.answer();
                    Talk.bothWays(talking.call, agent, "5");
                    talking.call.hangUp();
                    assertThat(agent.awaitHangUp(PATIENCE)).as("the talk ends").isPresent();
                }
            }
            hasGone(server, "13700000106", EndReason.CALLER_HUNG_UP);
        }
    }
}
