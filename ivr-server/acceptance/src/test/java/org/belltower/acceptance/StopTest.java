package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.belltower.hotline.DemoData;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ivr run} told to stop, as a process: calls in progress go on, new ones are refused, the exit code is 0. */
@OnlyOn(
        value = SwitchKind.EMBEDDED,
        because = "the server's end is its switch's; FreeSwitchTest shows what another one does meanwhile")
class StopTest {
    private static final Pattern SIP_PORT = Pattern.compile("SIP +127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern STOPPING = Pattern.compile("(stopping: no new calls)");

    @TempDir
    Path home;

    private ServerProcess run(String drain) throws IOException {
        Files.writeString(home.resolve("ivr.yaml"), """
                embedded-switch:
                  sip-port: 0
                  event-socket-port: 0
                event-socket:
                  port: 0
                web:
                  port: 0
                limits:
                  drain: %s
                """.formatted(drain));
        return ServerProcess.start(home, "run", "--demo-data");
    }

    @Test
    void callInProgressGoesOnAndNewOnesAreRefused() throws IOException, InterruptedException {
        try (ServerProcess server = run("60s")) {
            int port = Integer.parseInt(server.awaitLine(SIP_PORT));
            try (Caller caller =
                    Caller.dial(port, home.resolve("var"), WholeServer.PENSION, CallerSettings.defaults())) {
                caller.begins("热线");
                server.tellToStop();
                server.awaitLine(STOPPING);

                InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                try (CallerCall late = ScriptedCaller.dial(sip, WholeServer.PENSION, CallerSettings.defaults())) {
                    assertThat(late.awaitAnswer(Duration.ofSeconds(30)))
                            .isInstanceOfSatisfying(
                                    AnswerOutcome.Refused.class,
                                    refused -> assertThat(refused.status()).isEqualTo(503));
                }
                caller.logsIn(DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN);
                caller.presses("1");
                caller.hears("单位净值");
                caller.presses("0");
                caller.hears("再见");
                assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
            }
            assertThat(server.awaitExit(30)).isZero();
            assertThat(server.lines()).endsWith("no calls are left");
        }
    }

    @Test
    void callThatStaysIsEndedAfterTheConfiguredTime() throws IOException, InterruptedException {
        try (ServerProcess server = run("1s")) {
            int port = Integer.parseInt(server.awaitLine(SIP_PORT));
            try (Caller caller =
                    Caller.dial(port, home.resolve("var"), WholeServer.PENSION, CallerSettings.defaults())) {
                caller.begins("热线");
                server.tellToStop();

                assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
            }
            assertThat(server.awaitExit(30)).isZero();
            assertThat(server.lines()).endsWith("calls that were still in progress are ended");
        }
    }
}
