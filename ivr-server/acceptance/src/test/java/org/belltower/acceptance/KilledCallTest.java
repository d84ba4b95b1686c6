package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.belltower.server.caller.CallerSettings;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that somebody ends at the switch is not recorded as one that the caller ended, nor as a stop of the server. */
class KilledCallTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private static void api(WholeServer server, String command) throws IOException {
        InetSocketAddress address =
                server.belltower().embeddedSwitch().orElseThrow().eventSocketAddress();
        Path data = server.belltower().configuration().folders().data();
        String password =
                Files.readString(data.resolve("event-socket.password")).strip();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("auth " + password + "\n\napi " + command + "\n\n").getBytes(StandardCharsets.UTF_8));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line;
            do {
                line = answers.readLine();
            } while (line != null && !line.equals("+OK"));
            assertThat(line).as("answer to %s", command).isEqualTo("+OK");
        }
    }

    @ParameterizedTest(name = "uuid_kill {0}")
    @CsvSource({"'', NORMAL_CLEARING", "MANAGER_REQUEST, MANAGER_REQUEST"})
    void callThatIsKilledIsRecordedAsEndedByAnOperator(String cause, String recorded, @TempDir Path folder)
            throws IOException, InterruptedException {
        try (WholeServer server = WholeServer.start(WholeServer.configuration(folder.resolve("data")), 5)) {
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
                api(server, ("uuid_kill " + uuid + " " + cause).strip());
                caller.isHungUpOn();
            }
            CallRecord.End end = server.awaitEndedCall(name).end().orElseThrow();
            assertThat(end.reason()).isEqualTo(EndReason.ENDED_BY_OPERATOR);
            assertThat(end.cause()).contains(recorded);
        }
    }
}
