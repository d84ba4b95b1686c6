package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.belltower.server.Belltower;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.Ear;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.config.BusyCause;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.Limits;
import org.belltower.server.demo.ClipFolder;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that no application takes have a record and a path like any other. */
@OnEachSwitch
class EveryCallHasARecordTest {
    private final SwitchKind on;

    EveryCallHasARecordTest(SwitchKind on) {
        this.on = on;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Configuration forOneCall(Path data) {
        return WholeServer.configuration(data).with(new Limits(1, Duration.ZERO));
    }

    private static void isRefused(WholeServer server, String number, String caller, int status)
            throws InterruptedException {
        InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.sipPort());
        try (CallerCall call =
                ScriptedCaller.dial(sip, number, CallerSettings.defaults().withName(caller))) {
            assertThat(call.awaitAnswer(PATIENCE))
                    .isInstanceOfSatisfying(
                            AnswerOutcome.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(status));
        }
    }

    private static void isRecordedAsRejected(WholeServer server, String caller, String cause, String why) {
        CallRecord record = server.awaitEndedCall(caller);
        assertThat(record.answeredAt()).isEmpty();
        assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.REJECTED);
        assertThat(record.end().orElseThrow().cause()).contains(cause);
        assertThat(server.belltower().database().calls().path(record.uuid()))
                .last()
                .satisfies(step -> assertThat(step.detail()).contains(why));
    }

    @Test
    void callerOverALimitIsToldInBothLanguagesThatAllLinesAreBusyAndIsNotAnswered(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Limits told = new Limits(1, Duration.ZERO, 200, 200, Duration.ofSeconds(60), 1, BusyCause.BUSY);
        try (WholeServer server =
                WholeServer.start(on, WholeServer.configuration(data).with(told), 12)) {
            try (Caller first = Caller.dial(server, WholeServer.PENSION)) {
                first.hears("热线");
                InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.sipPort());
                try (CallerCall second = ScriptedCaller.dial(
                        sip, WholeServer.PENSION, CallerSettings.defaults().withName("13700000004"))) {
                    assertThat(second.awaitAnswer(Duration.ofSeconds(60)))
                            .isInstanceOfSatisfying(
                                    AnswerOutcome.Refused.class,
                                    refused -> assertThat(refused.status()).isEqualTo(486));
                    var clips = new ClipFolder(data.resolve(Belltower.CLIPS));
                    var ear = new Ear(second.heard());
                    clips.fresh().forEach(ear::learn);
                    assertThat(ear.finish())
                            .extracting(HeardClip::text)
                            .anyMatch(text -> text.contains("线路繁忙"))
                            .anyMatch(text -> text.contains("All lines are busy"));
                }
                isRecordedAsRejected(server, "13700000004", "USER_BUSY", "over the limit");
                assertThat(server.belltower().metrics().text())
                        .contains("belltower_calls_refused_total{limit=\"calls\"} 1.0")
                        .contains("belltower_calls_busy_prompts_total 1.0");
                first.presses("2");
                first.begins("account number");
            }
            Await.until("no call is left at the switch", PATIENCE, () -> server.callsUp() == 0);
        }
    }

    @Test
    void callsToNoHotlineAndCallsTooManyAreRecordedAndTheOneInProgressGoesOn(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (WholeServer server = WholeServer.start(on, forOneCall(folder.resolve("data")), 12)) {
            isRefused(server, "40404", "13700000001", 404);
            isRecordedAsRejected(server, "13700000001", "UNALLOCATED_NUMBER", "no hotline has this number");

            try (Caller first = Caller.dial(
                    server, WholeServer.PENSION, CallerSettings.defaults().withName("13700000002"))) {
                isRefused(server, WholeServer.PENSION, "13700000003", 503);
                isRecordedAsRejected(server, "13700000003", "SWITCH_CONGESTION", "over the limit");
                assertThat(server.belltower().metrics().text())
                        .contains("belltower_calls 1.0")
                        .contains("belltower_calls_refused_total{limit=\"calls\"} 1.0")
                        .contains("belltower_calls_refused_total{limit=\"waiting\"} 0.0");

                first.presses("2");
                first.begins("account number");
            }
            CallRecord record = server.awaitEndedCall("13700000002");
            assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.CALLER_HUNG_UP);
            assertThat(record.language()).isEqualTo(Optional.of(Locale.US));

            try (Caller next = Caller.dial(server, WholeServer.PENSION)) {
                next.begins("热线");
            }
        }
    }

    /** Ten at once where one a second may come: how many are let in depends on how long the machine takes to place them. */
    @Test
    void callsThatComeTooFastAreReleasedAndRecordedAndTheOthersAreAnswered(@TempDir Path folder) throws Exception {
        Limits one = new Limits(200, Duration.ZERO, 1, 200, Duration.ofSeconds(60), 0, BusyCause.BUSY);
        try (WholeServer server = WholeServer.start(
                        on, WholeServer.configuration(folder.resolve("data")).with(one), 12);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.sipPort());
            List<Future<AnswerOutcome>> dialled = IntStream.range(0, 10)
                    .mapToObj(i -> callers.submit(() -> {
                        try (CallerCall call = ScriptedCaller.dial(
                                sip,
                                WholeServer.PENSION,
                                CallerSettings.defaults().withName("1370000010" + i))) {
                            return call.awaitAnswer(PATIENCE);
                        }
                    }))
                    .toList();
            int refused = 0;
            for (int i = 0; i < dialled.size(); i++) {
                if (dialled.get(i).get() instanceof AnswerOutcome.Refused(int status, String _)) {
                    refused++;
                    assertThat(status).isEqualTo(486);
                    isRecordedAsRejected(server, "1370000010" + i, "USER_BUSY", "over the limit of new calls a second");
                } else {
                    assertThat(server.awaitEndedCall("1370000010" + i).answeredAt())
                            .isPresent();
                }
            }
            assertThat(refused).isBetween(1, 9);
            assertThat(server.belltower().metrics().text())
                    .contains("belltower_calls_refused_total{limit=\"calls-a-second\"} " + refused + ".0")
                    .contains("belltower_calls_admitted_total " + (10 - refused) + ".0");
        }
    }
}
