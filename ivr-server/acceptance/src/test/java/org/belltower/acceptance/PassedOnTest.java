package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.KnownClip;
import org.belltower.server.caller.ScriptedCallee;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.HotlineNumber;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who talk to an agent, and callers who leave a message: transfer and record over SIP and RTP. */
class PassedOnTest {
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
                      <prompt>Press one to talk, two to be put through, three to leave a message.</prompt>
                    </field>
                    <block>
                      <if cond="wish == '1'"><goto next="#talk"/>
                      <elseif cond="wish == '2'"/><goto next="#through"/>
                      <else/><goto next="#message"/></if>
                    </block>
                  </form>
                  <form id="talk">
                    <transfer name="t" dest="AGENT" bridge="true" connecttimeout="30s" transferaudio="wait.wav" aai="claim 7">
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
                  <form id="message">
                    <record name="m" beep="true" maxtime="30s" finalsilence="3s" dtmfterm="true">
                      <prompt>Speak after the tone.</prompt>
                      <filled><prompt>You said <audio expr="m"/> as a message.</prompt></filled>
                    </record>
                  </form>
                </vxml>
                """.replace(
                        "AGENT", "sip:agent@127.0.0.1:" + agents.address().getPort()));
        noise(application.resolve("wait.wav"), 7, Duration.ofMillis(400));
    }

    @AfterEach
    void agentsGoHome() {
        agents.close();
    }

    private static KnownClip noise(Path wav, long seed, Duration length) throws IOException {
        var random = new Random(seed);
        var sound = new short[(int) length.toMillis() * 8];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (random.nextGaussian() * 4000);
        }
        try (OutputStream out = Files.newOutputStream(wav)) {
            Wav.write(out, Pcm.of(sound, SampleRate.HZ_8000));
        }
        return new KnownClip(wav, wav.getFileName().toString(), Locale.US);
    }

    private WholeServer server() throws IOException {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        return WholeServer.start(
                new Configuration(
                        usual.embeddedSwitch(),
                        usual.eventSocket(),
                        usual.database(),
                        usual.speech(),
                        usual.folders().withVoiceApps(folder.resolve("apps")),
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
        agent.press("5");
        assertThat(caller.call.heard().awaitKeys(keys -> keys.endsWith("5"), PATIENCE))
                .as("the caller hears the agent")
                .isTrue();
        caller.presses("7");
        assertThat(agent.heard().awaitKeys(keys -> keys.endsWith("7"), PATIENCE))
                .as("the agent hears the caller")
                .isTrue();
    }

    @Test
    void callerTalksToAnAgentAndIsBackInTheDialogAfterwards() throws Exception {
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.knows(noise(folder.resolve("apps/desk/wait.wav"), 7, Duration.ofMillis(400)));
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
    void callerHearsTheMessageThatItLeft() throws Exception {
        KnownClip message = noise(folder.resolve("message.wav"), 9, Duration.ofMillis(1500));
        try (WholeServer server = server();
                Caller caller = Caller.dial(server, NUMBER)) {
            caller.knows(message);
            caller.presses("3");
            caller.hears("Speak after the tone");
            caller.call.listen(Duration.ofMillis(600));
            caller.call.play(message.wav());
            caller.presses("#");
            HeardClip own = caller.hears("message.wav");
            assertThat(own.whole()).isTrue();
            caller.hears("as a message");
            caller.isHungUpOn();
            Await.until("the recording goes with its call", PATIENCE, () -> recordings(server).isEmpty());
        }
    }

    private static List<Path> recordings(WholeServer server) {
        Path data = server.belltower().configuration().folders().data();
        try (Stream<Path> files = Files.walk(data.resolve("recordings"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
