package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.embeddedswitch.SwitchSettings;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that brings no switch of its own: calls come to its listener from elsewhere, as FreeSWITCH's would. */
@OnlyOn(
        value = SwitchKind.EMBEDDED,
        because = "FreeSWITCH is never of the server's own process, so that every test on it shows this")
class ForeignSwitchTest {
    @Test
    void callsAreAnsweredAndDrained(@TempDir Path data) throws IOException, InterruptedException {
        Configuration usual = WholeServer.configuration(data);
        Configuration without = new Configuration(
                new EmbeddedSwitchConfig(false, InetAddress.getLoopbackAddress(), 0, 20_000, 29_999, 0),
                usual.eventSocket(),
                usual.database(),
                usual.speech(),
                usual.folders(),
                usual.hotlines(),
                usual.limits());
        try (WholeServer server = WholeServer.start(without, 5);
                EmbeddedSwitch elsewhere = EmbeddedSwitch.open(SwitchSettings.free(
                        "a password for this test", dialplan(server.belltower().callAddress())))) {
            assertThat(server.belltower().embeddedSwitch()).isEmpty();
            int port = elsewhere.sipAddress().getPort();
            CompletableFuture<Boolean> drained;
            try (Caller caller = Caller.dial(port, data, WholeServer.PENSION, CallerSettings.defaults())) {
                caller.hears("热线");

                drained = CompletableFuture.supplyAsync(() -> server.belltower().drain(Duration.ofSeconds(60)));
                Await.until("calls are refused", Duration.ofSeconds(30), () -> isRefused(port));

                assertThat(drained).isNotDone();
                caller.presses("1");
                caller.begins("账号");
            }
            assertThat(drained.join()).isTrue();
        }
    }

    private static Dialplan dialplan(InetSocketAddress listener) {
        return Dialplan.empty()
                .with(
                        WholeServer.PENSION,
                        "socket " + listener.getAddress().getHostAddress() + ":" + listener.getPort() + " async full",
                        "hangup NORMAL_TEMPORARY_FAILURE");
    }

    private static boolean isRefused(int port) {
        InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (CallerCall late = ScriptedCaller.dial(sip, WholeServer.PENSION, CallerSettings.defaults())) {
            return late.awaitAnswer(Duration.ofSeconds(30)) instanceof AnswerOutcome.Refused;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
