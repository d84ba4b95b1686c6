package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.config.Configuration;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who are put through to an agent by name, wherever the agent's phone has registered. */
@OnEachSwitch
class RegisteredAgentTest {
    private static final String NUMBER = "88100";
    private static final String AGENT = "1001";
    private static final String CALLER = "13755550000";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SwitchKind on;

    @TempDir
    Path folder;

    RegisteredAgentTest(SwitchKind on) {
        this.on = on;
    }

    private WholeServer server() throws IOException {
        Configuration trial = TrialApplication.configuration(folder, """
                <form>
                  <transfer name="t" dest="sip:1001@agents" bridge="true" connecttimeout="30s" aai="claim 7">
                    <prompt>Please hold.</prompt>
                    <filled><prompt>That was <value expr="t"/>.</prompt><exit/></filled>
                    <catch event="error.connection.noroute"><prompt>Nobody has logged in.</prompt><exit/></catch>
                  </transfer>
                </form>
                """, NUMBER);
        Configuration desk = trial.with(trial.embeddedSwitch().withAgents(List.of(AGENT)))
                .with(trial.freeSwitch().withAgents(List.of(AGENT)));
        return WholeServer.start(on, desk, 1);
    }

    private static Caller dial(WholeServer server) throws InterruptedException {
        return Caller.dial(server, NUMBER, CallerSettings.defaults().withName(CALLER));
    }

    @Test
    void agentIsReachedWhereThePhoneHasRegisteredAndLearnsWhoCalls() throws Exception {
        try (WholeServer server = server();
                AgentPhone phone = new AgentPhone(server.registrar(), AGENT)) {
            try (Caller early = dial(server)) {
                early.hears("Nobody has logged in");
                early.isHungUpOn();
            }
            assertThat(phone.register("guessed", 300)).isEqualTo(403);
            assertThat(phone.register(server.agentPassword(AGENT), 300)).isEqualTo(200);
            try (Caller caller = dial(server)) {
                caller.hears("Please hold");
                try (CallerCall agent = phone.called()) {
                    assertThat(agent.dialled()).isEqualTo(AGENT);
                    assertThat(agent.callerId()).isEqualTo(CALLER);
                    assertThat(agent.header("X-AAI")).contains("claim 7");
                    assertThat(agent.header("User-to-User")).contains("636c61696d2037;encoding=hex");
                    agent.answer();
                    caller.presses("7");
                    assertThat(agent.heard().awaitKeys(keys -> keys.endsWith("7"), PATIENCE))
                            .as("the agent hears the caller")
                            .isTrue();
                    agent.hangUp();
                }
                caller.hears("That was");
                caller.isHungUpOn();
            }
        }
    }
}
