package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.belltower.server.Belltower;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.config.Configuration;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.doctor.Outcome;
import org.belltower.server.freeswitch.FreeSwitchProcess;
import org.belltower.server.freeswitch.SwitchFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What FreeSWITCH does by itself with the configuration that this product writes for it. */
@OnlyOn(value = SwitchKind.FREESWITCH, because = "its own dialplan and profiles, and what is asked of it")
class FreeSwitchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private FreeSwitchProcess start(Configuration configuration) {
        return FreeSwitchProcess.start(
                FreeSwitchProcess.program(System.getenv()).orElseThrow(),
                configuration,
                WholeServer.home().resolve(SwitchFiles.TEMPLATES),
                folder);
    }

    private Configuration leadingTo(List<String> servers) {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        return FreeSwitchProcess.onFreePorts(usual.with(usual.freeSwitch().withServers(servers)));
    }

    private Caller dial(InetSocketAddress trunk) throws InterruptedException {
        return Caller.dial(trunk.getPort(), folder.resolve("data"), WholeServer.PENSION, CallerSettings.defaults());
    }

    private void hearsTheApology(Caller caller) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(folder.resolve("conf").resolve("apology"))) {
            List<Path> apologies = files.sorted().toList();
            assertThat(apologies).hasSizeGreaterThanOrEqualTo(2);
            apologies.forEach(wav -> caller.knows(wav, "apology " + wav.getFileName()));
            caller.hears("apology zh-CN");
            caller.hears("apology en-US");
        }
        assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
    }

    @Test
    void whatIsWrittenForItLacksNothing() throws IOException {
        try (WholeServer server =
                WholeServer.start(SwitchKind.FREESWITCH, WholeServer.configuration(folder.resolve("data")), 7)) {
            assertThat(server.freeSwitch().check())
                    .allSatisfy(finding ->
                            assertThat(finding.outcome()).as(finding.subject()).isInstanceOf(Outcome.Ok.class));
        }
    }

    @Test
    void callThatNoServerTakesHearsTheApologyAndEnds() throws IOException, InterruptedException {
        Configuration configuration = leadingTo(List.of("127.0.0.1:9", "127.0.0.1:19"));
        Files.createDirectories(folder.resolve("data").resolve(Belltower.CLIPS));
        try (FreeSwitchProcess freeSwitch = start(configuration);
                Caller caller = dial(freeSwitch.trunk())) {
            hearsTheApology(caller);
        }
    }

    /** A process that hangs, and one that takes connections only to close them: FreeSWITCH parks such calls. */
    @ParameterizedTest(name = "closes at once: {0}")
    @ValueSource(booleans = {true, false})
    void callWhoseServerTakesTheConnectionAndSaysNothingHearsTheApologyAndEnds(boolean closes)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("data").resolve(Belltower.CLIPS));
        try (MuteListener mute = MuteListener.open(closes);
                FreeSwitchProcess freeSwitch =
                        start(leadingTo(List.of("127.0.0.1:" + mute.address().getPort())));
                Caller caller = dial(freeSwitch.trunk())) {
            hearsTheApology(caller);
        }
    }

    @Test
    void newCallsOfAServerThatDrainsHearTheApologyAndTheOneInProgressGoesOn() throws IOException, InterruptedException {
        Configuration configuration = leadingTo(List.of());
        try (Belltower server = Belltower.start(configuration, InstantSource.system());
                FreeSwitchProcess freeSwitch = start(configuration)) {
            CompletableFuture<Boolean> drained;
            try (Caller caller = dial(freeSwitch.trunk())) {
                caller.hears("热线");

                drained = CompletableFuture.supplyAsync(() -> server.drain(Duration.ofSeconds(60)));
                Await.until(
                        "no call is taken",
                        PATIENCE,
                        () -> !SocketTable.isListening(server.callAddress().getPort()));
                try (Caller late = dial(freeSwitch.trunk())) {
                    hearsTheApology(late);
                }

                assertThat(drained).isNotDone();
                caller.presses("1");
                caller.begins("账号");
            }
            assertThat(drained.join()).isTrue();
        }
    }

    @Test
    void numberThatNobodyHasIsRefusedAlsoWithoutAServer() throws InterruptedException {
        try (FreeSwitchProcess freeSwitch = start(leadingTo(List.of("127.0.0.1:9")));
                CallerCall call = ScriptedCaller.dial(freeSwitch.trunk(), "40404", CallerSettings.defaults())) {
            assertThat(call.awaitAnswer(PATIENCE))
                    .isInstanceOfSatisfying(
                            AnswerOutcome.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(404));
        }
    }
}
