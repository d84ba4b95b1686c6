package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Tones;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerVoice;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.TransferConfig;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A caller is passed on to somebody whose answering machine takes the call. */
@OnEachSwitch
class AnsweringMachineTest {
    private static final String NUMBER = "88600";
    private static final String GREETING = "You have reached Alex Miller. I am not in the office at the moment."
            + " Please leave your name and your number after the tone, and I will call you back.";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SwitchKind on;

    @RegisterExtension
    final Agents agents = new Agents();

    @TempDir
    Path folder;

    AnsweringMachineTest(SwitchKind on) {
        this.on = on;
    }

    private WholeServer server() throws IOException {
        Configuration desk = TrialApplication.configuration(folder, """
                <form>
                  <transfer name="t" dest="sip:agent@AGENTS" bridge="true" connecttimeout="30s">
                    <prompt>Please hold.</prompt>
                    <filled>
                      <if cond="t == 'machine'"><prompt>A machine has answered.</prompt>
                      <else/><prompt>Somebody has answered.</prompt></if>
                    </filled>
                  </transfer>
                </form>
                """.replace("AGENTS", agents.address()), NUMBER);
        return WholeServer.start(on, desk.with(new TransferConfig(Optional.empty(), Map.of(), true)), 1);
    }

    private CallerCall answered() throws InterruptedException {
        CallerCall agent = agents.called();
        agent.answer();
        return agent;
    }

    private static Pcm greeting() {
        try (CallerVoice voice = CallerVoice.open()) {
            return voice.say(GREETING);
        }
    }

    /** A second of 1,000 Hz at -10 dBFS, half a second after the words. */
    private static Pcm greetingAndTone() {
        return Pcm.join(List.of(
                greeting(),
                Pcm.silence(Duration.ofMillis(500), SampleRate.HZ_8000),
                Tones.sum(Duration.ofSeconds(1), SampleRate.HZ_8000, new Tones.Sine(1_000, -10))));
    }

    @Test
    @OnlyOn(value = SwitchKind.FREESWITCH, because = "the embedded switch tells no answering machines")
    void machineIsLeftAtItsToneAndTheDocumentKnows() throws Exception {
        Pcm words = greetingAndTone();
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.hears("Please hold");
            try (CallerCall machine = answered()) {
                machine.queue(words);
                assertThat(machine.awaitHangUp(PATIENCE))
                        .as("the machine is hung up on")
                        .isPresent();
            }
            caller.hears("A machine has answered");
            caller.isHungUpOn();
        }
    }

    @Test
    void personWhoSaysAsMuchIsNoMachine() throws Exception {
        Pcm words = greeting();
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.hears("Please hold");
            try (CallerCall agent = answered()) {
                agent.speak(words);
                Talk.bothWays(caller.call, agent, "5");
                agent.hangUp();
            }
            caller.hears("Somebody has answered");
            caller.isHungUpOn();
        }
    }

    @Test
    @OnlyOn(value = SwitchKind.EMBEDDED, because = "FreeSWITCH tells answering machines")
    void embeddedSwitchTakesTheMachineForAPerson() throws Exception {
        Pcm words = greetingAndTone();
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.hears("Please hold");
            try (CallerCall machine = answered()) {
                machine.speak(words);
                Talk.bothWays(caller.call, machine, "5");
                machine.hangUp();
            }
            caller.hears("Somebody has answered");
            caller.isHungUpOn();
        }
    }
}
