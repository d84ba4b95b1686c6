package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.belltower.hotline.DemoData;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.Limits;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.freeswitch.FreePort;
import org.belltower.store.CallEventRecord;
import org.belltower.store.CallRecord;
import org.belltower.store.Database;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} of the server in mid-call: the switch keeps the caller, and the server goes on when it is back. */
@Tag("call")
class KilledServerTest {
    private static final Pattern READY = Pattern.compile("(Belltower is ready)");
    private static final String NAME = "13766660000";

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource
    void callerGoesOnAtTheSameItemWhenTheServerIsBack(SwitchKind kind) throws Exception {
        Configuration usual = withPatience(WholeServer.configuration(home.resolve("var")));
        int port = FreePort.any();
        Configuration switched = SwitchBeside.configuration(kind, usual, port);
        Files.writeString(home.resolve("ivr.yaml"), """
                embedded-switch:
                  enabled: false
                event-socket:
                  port: %d
                  switches: ["%s"]
                """.formatted(port, SwitchBeside.eventSocket(kind, switched)));
        try (SwitchBeside beside = SwitchBeside.start(kind, switched, home.resolve("switch"))) {
            try (ServerProcess first = ServerProcess.start(home, "run", "--demo-data")) {
                first.awaitLine(READY);
                try (Caller caller = Caller.dial(
                        beside.sipPort(),
                        home.resolve("var"),
                        WholeServer.PENSION,
                        CallerSettings.defaults().withName(NAME))) {
                    beside.teach(caller);
                    caller.hears("热线");
                    caller.logsIn(DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN);
                    caller.hears("查询单位净值请按一");
                    Await.until("the menu is kept", Duration.ofSeconds(30), () -> isKept(home));

                    first.kill();
                    long killed = System.nanoTime();
                    Transcript.say(kind, "kill -9 of the server in mid-call", killed);
                    try (ServerProcess second = ServerProcess.start(home, "run")) {
                        Transcript.heard(
                                kind, "the switch asks the caller to wait", killed, caller.begins("interrupted zh-CN"));
                        second.awaitLine(READY);
                        Transcript.say(kind, "the server is ready again", killed);
                        Transcript.heard(
                                kind,
                                "the server has taken the call over and says so",
                                killed,
                                caller.begins("刚才通话中断了"));
                        Transcript.heard(kind, "the menu is heard again", killed, caller.begins("查询单位净值请按一"));
                        caller.presses("1");
                        Transcript.heard(
                                kind,
                                "the caller, still logged in, has heard the figure",
                                killed,
                                caller.hears("单位净值"));
                        caller.presses("0");
                        assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
                        second.tellToStop();
                        assertThat(second.awaitExit(60)).isZero();
                    }
                }
            }
        }
        hasOneRecord(usual);
    }

    /** A starved machine takes its time to start a server. */
    private static Configuration withPatience(Configuration usual) {
        Limits limits = usual.limits();
        return usual.with(new Limits(
                limits.calls(),
                limits.drain(),
                limits.callsASecond(),
                limits.waiting(),
                Duration.ofMinutes(5),
                limits.busyPrompts(),
                limits.busyCause()));
    }

    /** The last item of the way to the menu has been written. */
    private static boolean isKept(Path home) {
        String[] files = home.resolve("var/sessions").toFile().list();
        return files != null && List.of(files).stream().anyMatch(name -> name.endsWith(".session"));
    }

    private static void hasOneRecord(Configuration configuration) {
        try (Database database = Database.open(
                configuration.database().settings(configuration.folders().data()), InstantSource.system())) {
            List<CallRecord> records = database.calls().latest(50).stream()
                    .filter(call -> call.caller().equals(NAME))
                    .toList();
            assertThat(records).hasSize(1);
            assertThat(records.getFirst().end().orElseThrow().reason()).isEqualTo(EndReason.COMPLETED);
            assertThat(records.getFirst().number()).isEqualTo(WholeServer.PENSION);
            List<String> path = database.calls().path(records.getFirst().uuid()).stream()
                    .map(CallEventRecord::detail)
                    .toList();
            assertThat(path).anyMatch(step -> step.contains("it goes on where it was"));
            assertThat(path).anyMatch(step -> step.contains("common.resumed"));
        }
    }
}
