package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.hotline.DemoData;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.FreeSwitchConfig;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.doctor.Outcome;
import org.belltower.server.freeswitch.FreePort;
import org.belltower.server.freeswitch.FreeSwitchProcess;
import org.belltower.server.freeswitch.SwitchFiles;
import org.belltower.store.CallEventRecord;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.belltower.store.NetValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pension hotline, where FreeSWITCH fetches what it plays. */
@OnlyOn(value = SwitchKind.FREESWITCH, because = "the embedded switch reads the clips where they lie")
class ClipsOverHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Configuration configuration() throws IOException {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        return usual.with(usual.embeddedSwitch().disabled())
                .with(usual.freeSwitch().withClips("127.0.0.1:" + FreePort.any()));
    }

    private WholeServer start() throws IOException {
        return WholeServer.start(SwitchKind.FREESWITCH, configuration(), 7);
    }

    /** What the switch keeps of what it has fetched. */
    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/freeswitch/storage/http_file_cache"))) {
            return files.toList();
        }
    }

    @Test
    void callerHearsTheFigureWholeAndInterruptsAndNothingOfItIsKept() throws IOException, InterruptedException {
        try (WholeServer server = start()) {
            NetValue row = server.belltower()
                    .database()
                    .netValues()
                    .latest(DemoData.SHARE_PLAN)
                    .orElseThrow();
            try (Caller caller = Caller.dial(server, WholeServer.PENSION)) {
                caller.reachesTheMenu();
                assertThat(server.api("show channels"))
                        .as("what the switch was told to play")
                        .contains("http://(nohead=true)127.0.0.1:")
                        .doesNotContain("file_string", "/clips/");
                assertThat(kept()).as("while it is heard").isNotEmpty();
                caller.presses("1");
                HeardClip figure = caller.hears("单位净值"
                        + Spoken.chinese("net-value", row.figure().value().toPlainString()));
                assertThat(figure.whole()).isTrue();
                caller.hears("托管行");
                caller.presses("0");
                caller.hears("再见");
                assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
                assertThat(caller.call.heard().lost()).isZero();
            }
            try (Caller caller = Caller.dial(
                    server, WholeServer.PENSION, CallerSettings.defaults().withName("13700000009"))) {
                caller.hears("热线");
                caller.call.hangUp();
            }
            assertThat(server.awaitEndedCall("13700000009").end().orElseThrow().reason())
                    .isEqualTo(EndReason.CALLER_HUNG_UP);
            Await.until("no call is up", PATIENCE, () -> server.callsUp() == 0);
            assertThat(kept()).isEmpty();
        }
    }

    @Test
    void checkFindsNothingWrong() throws IOException {
        try (WholeServer server = start()) {
            assertThat(server.freeSwitch().check())
                    .allSatisfy(finding ->
                            assertThat(finding.outcome()).as(finding.subject()).isInstanceOf(Outcome.Ok.class));
        }
    }

    @Test
    void checkNamesThePlaceThatFreeSwitchDoesNotReach() throws IOException {
        Configuration configuration = FreeSwitchProcess.onFreePorts(configuration());
        FreeSwitchConfig settings = configuration.freeSwitch().withFallback(List.of("hangup CALL_REJECTED"));
        for (String made : List.of("data/clips", "data/recordings")) {
            Files.createDirectories(folder.resolve(made));
        }
        try (FreeSwitchProcess freeSwitch = FreeSwitchProcess.start(
                FreeSwitchProcess.program(System.getenv()).orElseThrow(),
                configuration.with(settings),
                WholeServer.home().resolve(SwitchFiles.TEMPLATES),
                folder.resolve("alone"))) {
            assertThat(freeSwitch.check())
                    .filteredOn(finding -> finding.subject().equals("clips"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.outcome()).isInstanceOf(Outcome.Missing.class))
                    .asString()
                    .contains(settings.clips().orElseThrow());
        }
    }

    @Test
    void callerIsNotLeftInSilenceWhereNothingCanBeFetched() throws IOException, InterruptedException {
        try (WholeServer server = start()) {
            server.api("unload mod_httapi");
            try (Caller caller = Caller.dial(
                    server, WholeServer.PENSION, CallerSettings.defaults().withName("13700000010"))) {
                assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
            }
            CallRecord record = server.awaitEndedCall("13700000010");
            assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.FAILED);
            assertThat(server.belltower().database().calls().path(record.uuid()))
                    .extracting(CallEventRecord::detail)
                    .anyMatch(detail -> detail.contains("error.noresource"));
        }
    }
}
