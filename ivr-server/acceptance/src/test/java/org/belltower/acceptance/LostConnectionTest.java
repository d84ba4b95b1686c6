package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.config.Configuration;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.CallEventRecord;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call whose connection between switch and server breaks, while both live. */
@Tag("call")
class LostConnectionTest {
    private static final String NAME = "13755550000";

    @TempDir
    Path folder;

    private static List<CallRecord> records(WholeServer server) {
        return server.belltower().database().calls().latest(50).stream()
                .filter(call -> call.caller().equals(NAME))
                .toList();
    }

    private static List<String> events(WholeServer server) {
        return server
                .belltower()
                .database()
                .calls()
                .path(records(server).getFirst().uuid())
                .stream()
                .filter(step -> step.kind().equals("event") || step.kind().equals("error"))
                .map(CallEventRecord::detail)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void callGoesOnAtTheSameItemWithItsData(SwitchKind kind) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.open()) {
            Configuration usual = WholeServer.configuration(folder.resolve("data"));
            try (ApartServer apart = ApartServer.start(kind, usual, proxy, folder.resolve("switch"))) {
                try (Caller caller = apart.dial(WholeServer.PENSION, NAME)) {
                    caller.reachesTheMenu();
                    for (int times = 0; times < 2; times++) {
                        proxy.cut();
                        caller.hears("刚才通话中断了");
                        caller.begins("查询单位净值请按一");
                    }
                    caller.presses("1");
                    caller.hears("单位净值");
                    caller.presses("0");
                    assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
                }
                CallRecord record = apart.server.awaitEndedCall(NAME);
                assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.COMPLETED);
                assertThat(record.number()).isEqualTo(WholeServer.PENSION);
                assertThat(records(apart.server)).hasSize(1);
                assertThat(events(apart.server).stream().filter(text -> text.contains("belltower.reattached")))
                        .hasSize(2);
                apart.beside.hasNoCall();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void callThatDoesNotComeBackHearsTheApologyAndGoesToTheFallback(SwitchKind kind) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.open()) {
            Configuration usual = WholeServer.configuration(folder.resolve("data"));
            try (ApartServer apart = ApartServer.start(kind, usual, proxy, folder.resolve("switch"))) {
                try (Caller caller = apart.dial(WholeServer.PENSION, NAME)) {
                    apart.beside.teach(caller);
                    caller.hears("热线");
                    proxy.vanish();
                    long lost = System.nanoTime();
                    Transcript.heard(
                            kind,
                            "connection lost for good; the switch asks to wait",
                            lost,
                            caller.begins("interrupted zh-CN"));
                    Transcript.heard(kind, "the fallback begins", lost, caller.begins("apology zh-CN"));
                    assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
                }
                CallRecord.End end = apart.server.awaitEndedCall(NAME).end().orElseThrow();
                assertThat(end.reason()).isEqualTo(EndReason.FAILED);
                assertThat(end.cause()).isEqualTo(Optional.of("CONNECTION_LOST"));
                assertThat(events(apart.server)).anyMatch(text -> text.contains("was sent to the fallback"));
                apart.beside.hasNoCall();
            }
        }
    }

    /** The server cannot ask any switch, and has given the call up when the switch brings it. */
    @ParameterizedTest
    @EnumSource
    void callThatComesBackLateGoesOnWhereItWas(SwitchKind kind) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.open()) {
            Configuration usual = WholeServer.configuration(folder.resolve("data"));
            try (ApartServer apart = ApartServer.startUnasking(kind, usual, proxy, folder.resolve("switch"))) {
                try (Caller caller = apart.dial(WholeServer.PENSION, NAME)) {
                    caller.reachesTheMenu();
                    proxy.refuse();
                    CallRecord.End given =
                            apart.server.awaitEndedCall(NAME).end().orElseThrow();
                    assertThat(given.reason()).isEqualTo(EndReason.FAILED);
                    proxy.to(apart.server.belltower().callAddress());
                    caller.hears("刚才通话中断了");
                    caller.begins("查询单位净值请按一");
                    caller.presses("1");
                    caller.hears("单位净值");
                    caller.presses("0");
                    assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
                }
                Await.until(
                        "the one record says so",
                        Duration.ofSeconds(30),
                        () -> records(apart.server).stream()
                                .map(record -> record.end().map(CallRecord.End::reason))
                                .toList()
                                .equals(List.of(Optional.of(EndReason.COMPLETED))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void callerWhoHangsUpMeanwhileLeavesNothing(SwitchKind kind) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.open()) {
            Configuration usual = WholeServer.configuration(folder.resolve("data"));
            try (ApartServer apart = ApartServer.start(kind, usual, proxy, folder.resolve("switch"))) {
                try (Caller caller = apart.dial(WholeServer.PENSION, NAME)) {
                    caller.hears("热线");
                    proxy.vanish();
                }
                CallRecord.End end = apart.server.awaitEndedCall(NAME).end().orElseThrow();
                assertThat(end.reason()).isEqualTo(EndReason.FAILED);
                assertThat(events(apart.server))
                        .anyMatch(text -> text.contains("the switch has no such call any more"));
                Await.until("nothing is kept of the call", Duration.ofSeconds(30), () -> {
                    String[] left =
                            usual.folders().data().resolve("sessions").toFile().list();
                    return left != null && left.length == 0;
                });
                apart.beside.hasNoCall();
            }
        }
    }
}
