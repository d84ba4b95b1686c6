package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.belltower.hotline.DemoData;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.DatabaseConfig;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away in the middle of a call and comes back. */
@OnEachSwitch
class DatabaseOutageTest {
    private final SwitchKind on;

    DatabaseOutageTest(SwitchKind on) {
        this.on = on;
    }

    @TempDir
    Path folder;

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("pg"))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private Configuration onDatabaseAt(int port) {
        Configuration settings = WholeServer.configuration(folder.resolve("data"));
        return new Configuration(
                settings.embeddedSwitch(),
                settings.eventSocket(),
                new DatabaseConfig(
                        Optional.of("jdbc:postgresql://127.0.0.1:" + port + "/postgres"), "postgres", "postgres"),
                settings.speech(),
                settings.folders(),
                settings.hotlines(),
                settings.limits());
    }

    @Test
    void callerHearsAnApologyStaysOnTheLineAndTriesAgainWhenItIsBack() throws IOException, InterruptedException {
        String caller = "13711110000";
        EmbeddedPostgres database = postgres(0);
        int port = database.getPort();
        try (WholeServer server = WholeServer.start(on, onDatabaseAt(port), 5);
                Caller call = Caller.dial(
                        server, WholeServer.PENSION, CallerSettings.defaults().withName(caller))) {
            call.logsIn(DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN);
            call.begins("查询单位净值请按一");
            database.close();

            call.presses("1");
            call.hears("暂时无法查询");
            call.begins("重试请按一");

            database = postgres(port);
            assertThat(server.belltower().database().awaitReady(Duration.ofSeconds(30)))
                    .isTrue();
            call.presses("1");
            call.hears("单位净值");
            call.presses("0");
            call.isHungUpOn();

            assertThat(server.awaitEndedCall(caller).end().orElseThrow().reason())
                    .isEqualTo(EndReason.COMPLETED);
        } finally {
            database.close();
        }
    }

    @Test
    void recordOfACallDuringTheOutageArrivesWhenTheDatabaseIsBack() throws IOException, InterruptedException {
        String caller = "13711110001";
        EmbeddedPostgres database = postgres(0);
        int port = database.getPort();
        try (WholeServer server = WholeServer.start(on, onDatabaseAt(port), 6)) {
            database.close();
            try (Caller call = Caller.dial(
                    server, WholeServer.PENSION, CallerSettings.defaults().withName(caller))) {
                call.logsIn(DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN);
                call.hears("暂时无法查询");
                call.presses("0");
                call.isHungUpOn();
            }

            database = postgres(port);
            assertThat(server.belltower().database().awaitReady(Duration.ofSeconds(30)))
                    .isTrue();

            assertThat(server.awaitEndedCall(caller).end().orElseThrow().reason())
                    .isEqualTo(EndReason.COMPLETED);
        } finally {
            database.close();
        }
    }
}
