package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.TransferConfig;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Callers who are passed on to an agent: transfers over SIP and RTP. */
@OnEachSwitch
class PassedOnTest {
    private final SwitchKind on;

    PassedOnTest(SwitchKind on) {
        this.on = on;
    }

    private static final String NUMBER = "88100";
    private static final String OTHER = "88101";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @RegisterExtension
    final Agents agents = new Agents();

    private WholeServer server() throws IOException {
        Configuration desk = TrialApplication.configuration(
                folder, """
                <form>
                  <field name="wish" type="digits?length=1">
                    <prompt timeout="2s">Press one to talk, two to be put through.</prompt>
                    <noinput><goto next="#away"/></noinput>
                  </field>
                  <block>
                    <if cond="wish == '1'"><goto next="#talk"/>
                    <elseif cond="wish == '3'"/><goto next="#listen"/>
                    <elseif cond="wish == '4'"/><goto next="#desk"/>
                    <elseif cond="wish == '5'"/><goto next="#again"/>
                    <elseif cond="wish == '6'"/><goto next="#soon"/>
                    <elseif cond="wish == '7'"/><goto next="#nowhere"/>
                    <else/><goto next="#through"/></if>
                  </block>
                </form>
                <form id="away">
                  <transfer name="t" dest="sip:queue@192.0.2.9" type="blind" aai="claim 7">
                    <filled><prompt>Not handed on: <value expr="t"/>.</prompt></filled>
                  </transfer>
                </form>
                <form id="desk">
                  <transfer name="t" dest="dialplan:desk" type="blind" aai="claim 7"/>
                </form>
                <form id="again">
                  <transfer name="t" dest="dialplan:other-hotline" type="blind"/>
                </form>
                <form id="nowhere">
                  <transfer name="t" dest="dialplan:no-hotline" type="blind"><prompt>One moment.</prompt></transfer>
                </form>
                <form id="soon">
                  <transfer name="t" dest="AGENT" bridge="true" connecttimeout="2s">
                    <filled><prompt>Nobody there: <value expr="t"/>.</prompt></filled>
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
                """.replace("AGENT", "sip:agent@" + agents.address()), NUMBER, OTHER);
        Noise.write(waitingSound(), 7);
        return WholeServer.start(
                on,
                desk.with(new TransferConfig(
                        Optional.empty(),
                        Map.of(
                                "desk",
                                List.of("bridge sofia/internal/desk@" + agents.address()),
                                "other-hotline",
                                List.of("transfer " + OTHER + " XML trunk"),
                                "no-hotline",
                                List.of("transfer 40404 XML trunk")),
                        true)),
                1);
    }

    private Path waitingSound() {
        return TrialApplication.folder(folder).resolve("wait.wav");
    }

    private static CallRecord.End end(WholeServer server, Caller caller) {
        return server.awaitEndedCall(caller.call.callerId()).end().orElseThrow();
    }

    @Test
    void callerTalksToAnAgentAndIsBackInTheDialogAfterwards() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.knows(waitingSound(), "wait.wav");
            caller.presses("1");
            caller.hears("Please hold");
            CallerCall agent = agents.called();
            agent.ring();
            caller.hears("wait.wav");
            caller.hears("wait.wav");
            agent.answer();
            Talk.bothWays(caller.call, agent, "5");
            agent.hangUp();
            caller.hears("That was far_end_disconnect");
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
            CallerCall agent = agents.called();
            agent.answer();
            Talk.bothWays(caller.call, agent, "5");
            caller.presses("9");
            assertThat(agent.awaitHangUp(PATIENCE))
                    .as("the agent is hung up on")
                    .isPresent();
            caller.hears("That was near_end_disconnect");
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
            CallerCall agent = agents.called();
            agent.answer();
            Talk.bothWays(caller.call, agent, "5");
            assertThat(server.belltower().database().calls().latest(1))
                    .as("the call is still one of the hotline's")
                    .singleElement()
                    .satisfies(call -> assertThat(call.end()).isEmpty());
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
            try (CallerCall agent = agents.called()) {
                agent.refuse(486, "Busy Here");
            }
            caller.hears("Nobody there: busy");
            caller.isHungUpOn();
            assertThat(end(server, caller).reason()).isEqualTo(EndReason.COMPLETED);
        }
    }

    @Test
    void callerHearsThatTheAgentDoesNotAnswer() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.presses("6");
            try (CallerCall agent = agents.called()) {
                agent.ring();
                caller.hears("Nobody there: noanswer");
            }
            caller.isHungUpOn();
            assertThat(end(server, caller).reason()).isEqualTo(EndReason.COMPLETED);
            noCallIsLeft(server);
        }
    }

    @Test
    void callerIsHandedOnByTheDialplanOfTheSwitch() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.presses("4");
            try (CallerCall agent = agents.called()) {
                assertThat(agent.dialled()).startsWith("desk");
                assertThat(agent.header("X-AAI")).contains("claim 7");
                assertThat(agent.header("User-to-User")).contains("636c61696d2037;encoding=hex");
                agent.answer();
                Talk.bothWays(caller.call, agent, "5");
                assertThat(server.belltower().database().calls().latest(1))
                        .as("the call is still one of the hotline's")
                        .singleElement()
                        .satisfies(call -> assertThat(call.end()).isEmpty());
                agent.hangUp();
            }
            caller.isHungUpOn();
            assertThat(end(server, caller).reason()).isEqualTo(EndReason.TRANSFERRED);
            noCallIsLeft(server);
        }
    }

    @Test
    void callerWhoIsHandedOnToAnotherHotlineBeginsThere() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.hears("Press one");
            caller.presses("5");
            caller.hears("Press one");
            caller.presses("1");
            try (CallerCall agent = agents.called()) {
                agent.answer();
                Talk.bothWays(caller.call, agent, "5");
            }
            caller.hears("That was far_end_disconnect");
            caller.isHungUpOn();
            // One record, and its end is that of the last part.
            assertThat(end(server, caller).reason()).isEqualTo(EndReason.COMPLETED);
            noCallIsLeft(server);
        }
    }

    @Test
    void callerWhoIsHandedOnToANumberThatNobodyHasIsReleased() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.hears("Press one");
            caller.presses("7");
            caller.hears("One moment");
            caller.isHungUpOn();
            Await.until(
                    "the record says that the number is nobody's",
                    PATIENCE,
                    () -> end(server, caller).cause().equals(Optional.of("UNALLOCATED_NUMBER")));
            assertThat(end(server, caller).reason()).isEqualTo(EndReason.REJECTED);
            noCallIsLeft(server);
        }
    }

    /** Each hotline keeps a connection until the call ends, so somebody who is sent to and fro is told that it goes no further. */
    @Test
    void callerWhoIsHandedOnAgainAndAgainHearsAnApologyInTheEnd() throws Exception {
        try (WholeServer server = server()) {
            try (Caller caller = Caller.dial(server, NUMBER)) {
                for (int hotline = 0; hotline <= 10; hotline++) {
                    caller.hears("Press one");
                    caller.presses("5");
                }
                caller.hears("sorry");
                assertThat(server.eventSocketConnections())
                        .as("those of eleven hotlines, and one by which the server asks the switch")
                        .isLessThanOrEqualTo(12);
                caller.isHungUpOn();
                assertThat(end(server, caller).reason()).isEqualTo(EndReason.FAILED);
            }
            noCallIsLeft(server);
            Await.until("no call's connection is left", PATIENCE, () -> server.eventSocketConnections() <= 1);
        }
    }

    private static void noCallIsLeft(WholeServer server) {
        Await.until("no call is left at the switch", PATIENCE, () -> server.callsUp() == 0);
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
