package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.config.Configuration;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.CallEventRecord;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller talks to an agent while the connection between switch and server breaks. */
@Tag("call")
class BrokenTalkTest {
    private static final String NUMBER = "88200";
    private static final String NAME = "13766660000";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @RegisterExtension
    final Agents agents = new Agents();

    private Configuration desk() throws IOException {
        return TrialApplication.configuration(folder, """
                <form>
                  <transfer name="t" dest="sip:agent@AGENTS" bridge="true" connecttimeout="30s">
                    <prompt>Please hold.</prompt>
                    <filled><prompt>That was <value expr="t"/>.</prompt></filled>
                  </transfer>
                </form>
                """.replace("AGENTS", agents.address()), NUMBER);
    }

    private static List<String> events(WholeServer server, CallRecord record) {
        return server.belltower().database().calls().path(record.uuid()).stream()
                .map(CallEventRecord::detail)
                .toList();
    }

    /** What happens to a caller and an agent who talk. */
    private interface Story {
        void tell(CuttingProxy proxy, Caller caller, CallerCall agent) throws Exception;
    }

    /** The record and its events, when the switch has no call any more. */
    private void talks(SwitchKind kind, Story story, EndReason end, String... events) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.open()) {
            try (ApartServer apart = ApartServer.start(kind, desk(), proxy, folder.resolve("switch"))) {
                try (Caller caller = apart.dial(NUMBER, NAME);
                        CallerCall agent = agents.called()) {
                    agent.answer();
                    Talk.bothWays(caller.call, agent, "5");
                    story.tell(proxy, caller, agent);
                }
                CallRecord record = apart.server.awaitEndedCall(NAME);
                assertThat(record.end().orElseThrow().reason()).isEqualTo(end);
                String said = String.join("\n", events(apart.server, record));
                assertThat(said).contains(events);
                apart.beside.hasNoCall();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void talkGoesOnAndTheCallComesBackAfterIt(SwitchKind kind) throws Exception {
        talks(
                kind,
                (proxy, caller, agent) -> {
                    proxy.cut();
                    Talk.bothWays(caller.call, agent, "7");
                    agent.hangUp();
                    caller.hears("That was unknown");
                    caller.isHungUpOn();
                },
                EndReason.COMPLETED,
                "the connection to the switch was lost while the parties talk",
                "the call has come back");
    }

    @ParameterizedTest
    @EnumSource
    void callerWhoHangsUpAfterTheConnectionBrokeHasARecordThatSaysSo(SwitchKind kind) throws Exception {
        talks(
                kind,
                (proxy, caller, agent) -> {
                    proxy.vanish();
                    Talk.bothWays(caller.call, agent, "7");
                    caller.call.hangUp();
                    assertThat(agent.awaitHangUp(PATIENCE))
                            .as("the agent is hung up on")
                            .isPresent();
                },
                EndReason.FAILED,
                "the switch has no such call any more");
    }
}
