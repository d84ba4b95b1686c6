package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCallee;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who are passed on to an agent: transfers over SIP and RTP. */
@OnEachSwitch
class PassedOnTest {
    private final SwitchKind on;

    PassedOnTest(SwitchKind on) {
        this.on = on;
    }

    private static final String NUMBER = "88100";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ScriptedCallee agents = ScriptedCallee.listen(CallerSettings.defaults());

    @BeforeEach
    void applicationWithAWaitingSound() throws IOException {
        Path application = Files.createDirectories(folder.resolve("apps").resolve("desk"));
        Files.writeString(application.resolve("manifest.yaml"), """
                name: desk
                title:
                  zh-CN: 服务台
                  en-US: Desk
                start: start.vxml
                languages: [en-US]
                """);
        Files.writeString(application.resolve("start.vxml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en-US">
                  <form>
                    <field name="wish" type="digits?length=1">
                      <prompt timeout="2s">Press one to talk, two to be put through.</prompt>
                      <noinput><goto next="#away"/></noinput>
                    </field>
                    <block>
                      <if cond="wish == '1'"><goto next="#talk"/>
                      <elseif cond="wish == '3'"/><goto next="#listen"/>
                      <else/><goto next="#through"/></if>
                    </block>
                  </form>
                  <form id="away">
                    <transfer name="t" dest="sip:queue@192.0.2.9" type="blind">
                      <filled><prompt>Not handed on: <value expr="t"/>.</prompt></filled>
                    </transfer>
                  </form>
                  <form id="talk">
                    <transfer name="t" dest="AGENT" bridge="true" connecttimeout="30s" transferaudio="wait.wav" aai="claim 7">
                      <prompt>Please hold.</prompt>
                      <filled><prompt>That was <value expr="t"/>.</prompt></filled>
                    </transfer>
                  </form>
                  <form id="listen">
                    <transfer name="t" dest="AGENT" bridge="true" connecttimeout="30s">
                      <grammar mode="dtmf" version="1.0" root="back" xmlns="http://www.w3.org/2001/06/grammar">
                        <rule id="back">9</rule>
                      </grammar>
                      <prompt>Please hold.</prompt>
                      <filled><prompt>That was <value expr="t"/>.</prompt></filled>
                    </transfer>
                  </form>
                  <form id="through">
                    <transfer name="t" dest="AGENT" type="consultation" connecttimeout="30s">
                      <prompt>Please hold.</prompt>
                      <filled><prompt>Nobody there: <value expr="t"/>.</prompt></filled>
                    </transfer>
                  </form>
                </vxml>
                """.replace(
                        "AGENT", "sip:agent@127.0.0.1:" + agents.address().getPort()));
        Noise.write(application.resolve("wait.wav"), 7);
    }

    @AfterEach
    void agentsGoHome() {
        agents.close();
    }

    private WholeServer server() throws IOException {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        return WholeServer.start(
                on,
                new Configuration(
                        usual.embeddedSwitch(),
                        usual.eventSocket(),
                        usual.database(),
                        usual.speech(),
                        new Folders(
                                folder.resolve("apps"),
                                usual.folders().grammars(),
                                usual.folders().prompts(),
                                usual.folders().data()),
                        List.of(new HotlineNumber(NUMBER, "desk")),
                        usual.limits()),
                1);
    }

    private CallerCall calledAgent() throws InterruptedException {
        return agents.awaitCall(PATIENCE).orElseThrow(() -> new AssertionError("no agent is called"));
    }

    private static CallRecord.End end(WholeServer server, Caller caller) {
        return server.awaitEndedCall(caller.call.callerId()).end().orElseThrow();
    }

    private static void talk(Caller caller, CallerCall agent) throws InterruptedException {
        // The two are joined some time after the answer; what is keyed before is heard by nobody.
        boolean heard = false;
        for (int tries = 0; tries < 15 && !heard; tries++) {
            agent.press("5");
            heard = caller.call.heard().awaitKeys(keys -> keys.endsWith("5"), Duration.ofSeconds(2));
        }
        assertThat(heard).as("the caller hears the agent").isTrue();
        caller.presses("7");
        assertThat(agent.heard().awaitKeys(keys -> keys.endsWith("7"), PATIENCE))
                .as("the agent hears the caller")
                .isTrue();
    }

    @Test
    void callerTalksToAnAgentAndIsBackInTheDialogAfterwards() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.knows(folder.resolve("apps/desk/wait.wav"), "wait.wav");
            caller.presses("1");
            caller.hears("Please hold");
            CallerCall agent = calledAgent();
            agent.ring();
            caller.hears("wait.wav");
            caller.hears("wait.wav");
            agent.answer();
            talk(caller, agent);
            agent.hangUp();
            caller.hears("That was");
            caller.isHungUpOn();
            assertThat(end(server, caller).reason()).isEqualTo(EndReason.COMPLETED);
            agent.close();
        }
    }

    @Test
    void callerWhoKeysTheWayBackLeavesTheAgent() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.presses("3");
            CallerCall agent = calledAgent();
            agent.answer();
            talk(caller, agent);
            caller.presses("9");
            assertThat(agent.awaitHangUp(PATIENCE))
                    .as("the agent is hung up on")
                    .isPresent();
            caller.hears("That was");
            caller.isHungUpOn();
            assertThat(end(server, caller).reason()).isEqualTo(EndReason.COMPLETED);
            agent.close();
        }
    }

    @Test
    void callerWhoIsPutThroughStaysWithTheAgent() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.presses("2");
            CallerCall agent = calledAgent();
            agent.answer();
            talk(caller, agent);
            assertThat(server.belltower().database().calls().latest(1))
                    .as("the call is still one of the hotline's")
                    .allMatch(call -> call.end().isEmpty());
            agent.hangUp();
            caller.isHungUpOn();
            assertThat(end(server, caller).reason()).isEqualTo(EndReason.TRANSFERRED);
            agent.close();
        }
    }

    @Test
    void callerHearsThatTheAgentIsBusy() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.presses("2");
            try (CallerCall agent = calledAgent()) {
                agent.refuse(486, "Busy Here");
            }
            caller.hears("Nobody there");
            caller.isHungUpOn();
            assertThat(end(server, caller).reason()).isEqualTo(EndReason.COMPLETED);
        }
    }

    @Test
    void callerWhoKeysNothingIsHandedOnByTheCallersSide() throws Exception {
        Sipp.assumeInstalled();
        try (WholeServer server = server()) {
            new Sipp(folder, server.sipPort()).run("take-over", NUMBER, Duration.ofSeconds(60));

            assertThat(server.awaitEndedCall("13800000302").end().orElseThrow().reason())
                    .isEqualTo(EndReason.TRANSFERRED);
        }
    }
}
