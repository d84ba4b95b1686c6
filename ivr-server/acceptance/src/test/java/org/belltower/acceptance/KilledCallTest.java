package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that somebody ends at the switch is not recorded as one that the caller ended, nor as a stop of the server. */
@OnEachSwitch
class KilledCallTest {
    private final SwitchKind on;

    KilledCallTest(SwitchKind on) {
        this.on = on;
    }

    @ParameterizedTest(name = "uuid_kill {0}")
    @CsvSource({"'', NORMAL_CLEARING", "MANAGER_REQUEST, MANAGER_REQUEST"})
    void callThatIsKilledIsRecordedAsEndedByAnOperator(String cause, String recorded, @TempDir Path folder)
            throws IOException, InterruptedException {
        try (WholeServer server = WholeServer.start(on, WholeServer.configuration(folder.resolve("data")), 5)) {
            String name = "13733330000";
            try (Caller caller = Caller.dial(
                    server, WholeServer.PENSION, CallerSettings.defaults().withName(name))) {
                caller.begins("热线");
                String uuid = Await.found(
                        "the record of the call",
                        Duration.ofSeconds(20),
                        () -> server.belltower().database().calls().latest(1).stream()
                                .findFirst()
                                .map(CallRecord::uuid));
                assertThat(server.api(("uuid_kill " + uuid + " " + cause).strip()))
                        .startsWith("+OK");
                caller.isHungUpOn();
            }
            CallRecord.End end = server.awaitEndedCall(name).end().orElseThrow();
            assertThat(end.reason()).isEqualTo(EndReason.ENDED_BY_OPERATOR);
            assertThat(end.cause()).contains(recorded);
        }
    }
}
