package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.hotline.DemoData;
import org.belltower.server.Belltower;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.doctor.Outcome;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.belltower.store.NetValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that a real FreeSWITCH brings, with the configuration that this product writes for it. */
class FreeSwitchTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void freeSwitchIsThere() {
        FreeSwitch.assumeInstalled();
    }

    private Configuration withoutSwitch() {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        return new Configuration(
                new EmbeddedSwitchConfig(false, InetAddress.getLoopbackAddress(), 0, 20_000, 29_999, 0),
                usual.eventSocket(),
                usual.database(),
                usual.speech(),
                usual.folders(),
                usual.hotlines(),
                usual.limits());
    }

    private static String at(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Test
    void callerHearsTheUnitNetValueOfTheRowWithItsDate() throws IOException, InterruptedException {
        Configuration configuration = withoutSwitch();
        try (WholeServer server = WholeServer.start(configuration, 7)) {
            NetValue row = server.belltower()
                    .database()
                    .netValues()
                    .latest(DemoData.SHARE_PLAN)
                    .orElseThrow();
            Configuration leading = FreeSwitch.leadingTo(
                    configuration, List.of("127.0.0.1:9", at(server.belltower().callAddress())), List.of());
            try (FreeSwitch freeSwitch = FreeSwitch.start(leading, folder)) {
                assertThat(freeSwitch.check())
                        .allSatisfy(finding -> assertThat(finding.outcome())
                                .as(finding.subject())
                                .isInstanceOf(Outcome.Ok.class));
                Path data = configuration.folders().data();
                try (Caller caller =
                        Caller.dial(freeSwitch.trunkPort(), data, WholeServer.PENSION, CallerSettings.defaults())) {
                    caller.hears("热线");
                    caller.presses("1");
                    caller.begins("账号");
                    caller.presses(DemoData.SHARE_ACCOUNT + "#");
                    caller.begins("密码");
                    caller.presses(DemoData.SHARE_PIN + "#");
                    caller.begins("查询单位净值请按一");
                    caller.presses("1");
                    HeardClip figure = caller.hears("单位净值"
                            + Spoken.chinese("net-value", row.figure().value().toPlainString()));
                    assertThat(figure.text())
                            .contains(Spoken.chinese("date", row.valuationDate().toString()));
                    caller.presses("0");
                    assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
                }
                CallRecord record =
                        server.awaitEndedCall(CallerSettings.defaults().name());
                assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.COMPLETED);
            }
        }
    }

    @Test
    void callThatNoServerTakesHearsTheApologyAndEnds() throws IOException, InterruptedException {
        hearsTheApologyAndEnds(List.of("127.0.0.1:9", "127.0.0.1:19"));
    }

    /** A process that hangs, and one that takes connections only to close them: FreeSWITCH parks such calls. */
    @ParameterizedTest(name = "closes at once: {0}")
    @ValueSource(booleans = {true, false})
    void callWhoseServerTakesTheConnectionAndSaysNothingHearsTheApologyAndEnds(boolean closes)
            throws IOException, InterruptedException {
        try (MuteListener mute = MuteListener.open(closes)) {
            hearsTheApologyAndEnds(List.of(at(mute.address())));
        }
    }

    private void hearsTheApologyAndEnds(List<String> servers) throws IOException, InterruptedException {
        Configuration configuration = FreeSwitch.leadingTo(withoutSwitch(), servers, List.of());
        Files.createDirectories(folder.resolve(Belltower.CLIPS));
        try (FreeSwitch freeSwitch = FreeSwitch.start(configuration, folder);
                Caller caller =
                        Caller.dial(freeSwitch.trunkPort(), folder, WholeServer.PENSION, CallerSettings.defaults())) {
            try (Stream<Path> files = Files.list(folder.resolve("conf").resolve("apology"))) {
                List<Path> apologies = files.sorted().toList();
                assertThat(apologies).hasSizeGreaterThanOrEqualTo(2);
                apologies.forEach(wav -> caller.knows(wav, "apology " + wav.getFileName()));
                caller.hears("apology zh-CN");
                caller.hears("apology en-US");
            }
            assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
        }
    }

    @Test
    void numberThatNobodyHasIsRefusedAlsoWithoutAServer() throws IOException, InterruptedException {
        Configuration configuration = FreeSwitch.leadingTo(withoutSwitch(), List.of("127.0.0.1:9"), List.of());
        try (FreeSwitch freeSwitch = FreeSwitch.start(configuration, folder);
                CallerCall call = ScriptedCaller.dial(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), freeSwitch.trunkPort()),
                        "40404",
                        CallerSettings.defaults())) {
            assertThat(call.awaitAnswer(Duration.ofSeconds(30)))
                    .isInstanceOfSatisfying(
                            AnswerOutcome.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(404));
        }
    }
}
