package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.belltower.server.Belltower;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.config.Configuration;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.freeswitch.FreePort;
import org.belltower.store.CallEventRecord;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One FreeSWITCH and the servers that its dialplan names: the first that listens has the call, and where none does somebody else. */
@OnlyOn(value = SwitchKind.FREESWITCH, because = "the embedded switch brings its calls to one server")
class SeveralServersTest {
    private static final Pattern READY = Pattern.compile("(Belltower is ready)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAME = "13766660001";

    @TempDir
    Path folder;

    @RegisterExtension
    final Agents agents = new Agents();

    private Configuration usual;

    @BeforeEach
    void configure() {
        usual = WholeServer.configuration(folder.resolve("data"));
    }

    private SwitchBeside switchFor(int port, List<String> servers) throws Exception {
        Configuration one = SwitchBeside.configuration(SwitchKind.FREESWITCH, usual, port);
        return SwitchBeside.start(
                SwitchKind.FREESWITCH, one.with(one.freeSwitch().withServers(servers)), folder.resolve("switch"));
    }

    private Caller dial(SwitchBeside beside) throws InterruptedException {
        return Caller.dial(
                beside.sipPort(),
                folder.resolve("data"),
                WholeServer.PENSION,
                CallerSettings.defaults().withName(NAME));
    }

    @Test
    void callGoesToTheSecondWhereTheFirstDoesNotListen() throws Exception {
        int port = FreePort.any();
        try (SwitchBeside beside = switchFor(port, List.of("127.0.0.1:" + FreePort.any(), "127.0.0.1:" + port));
                WholeServer second = WholeServer.start(SwitchBeside.server(usual, port), 7);
                Caller caller = dial(beside)) {
            caller.hears("热线");
            caller.call.hangUp();
            assertThat(second.awaitEndedCall(NAME).end().orElseThrow().reason()).isEqualTo(EndReason.CALLER_HUNG_UP);
            beside.hasNoCall();
        }
    }

    /** What the first has kept of the call is the first's: the other says that there was an interruption, and begins anew. */
    @Test
    void callWhoseServerDiesBeginsAnewAtTheOther() throws Exception {
        int port = FreePort.any();
        int doomedPort = FreePort.any();
        Path home = Files.createDirectories(folder.resolve("doomed"));
        Files.writeString(home.resolve("ivr.yaml"), """
                embedded-switch:
                  enabled: false
                event-socket:
                  port: %d
                """.formatted(doomedPort));
        try (SwitchBeside beside = switchFor(port, List.of("127.0.0.1:" + doomedPort, "127.0.0.1:" + port));
                WholeServer second = WholeServer.start(SwitchBeside.server(usual, port), 7);
                ServerProcess doomed = ServerProcess.start(home, "run", "--demo-data")) {
            doomed.awaitLine(READY);
            try (Caller caller = dial(beside)) {
                caller.hears("热线");
                assertThat(second.belltower().database().calls().latest(1)).isEmpty();
                doomed.kill();
                caller.begins("刚才通话中断了");
                caller.begins("热线");
                caller.call.hangUp();
            }
            CallRecord record = second.awaitEndedCall(NAME);
            assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.CALLER_HUNG_UP);
            assertThat(second.belltower().database().calls().path(record.uuid()))
                    .extracting(CallEventRecord::detail)
                    .anyMatch(step -> step.contains("it begins anew"));
            beside.hasNoCall();
        }
    }

    @Test
    void callThatNoServerTakesGoesToTheNumberOfTheFallback() throws Exception {
        Files.createDirectories(folder.resolve("data").resolve(Belltower.CLIPS));
        Configuration free = SwitchBeside.configuration(SwitchKind.FREESWITCH, usual, FreePort.any());
        Configuration toAnAgent =
                free.with(free.freeSwitch().withFallback(List.of("bridge sofia/internal/queue@" + agents.address())));
        try (SwitchBeside beside = SwitchBeside.start(SwitchKind.FREESWITCH, toAnAgent, folder.resolve("switch"));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // Who calls is answered when the agent is.
            Future<Caller> dialled = callers.submit(() -> dial(beside));
            try (CallerCall agent = agents.called()) {
                assertThat(agent.dialled()).startsWith("queue");
                agent.answer();
                try (Caller caller = dialled.get()) {
                    Talk.bothWays(caller.call, agent, "5");
                    agent.hangUp();
                    assertThat(caller.call.awaitHangUp(PATIENCE)).isPresent();
                }
            }
            beside.hasNoCall();
        }
    }
}
