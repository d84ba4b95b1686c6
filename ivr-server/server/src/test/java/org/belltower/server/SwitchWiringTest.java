package org.belltower.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.DatabaseConfig;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.config.EventSocketConfig;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.config.Limits;
import org.belltower.server.config.SpeechConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call where nobody listens for it. */
class SwitchWiringTest {
    @TempDir
    Path folder;

    private static InetSocketAddress deaf() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
        }
    }

    private AnswerOutcome call(List<String> fallback) throws IOException, InterruptedException {
        return call(fallback, deaf());
    }

    private AnswerOutcome call(List<String> fallback, InetSocketAddress listener) throws InterruptedException {
        Configuration configuration = new Configuration(
                new EmbeddedSwitchConfig(true, InetAddress.getLoopbackAddress(), 0, 30_000, 30_999, 0, fallback),
                EventSocketConfig.DEFAULT,
                DatabaseConfig.DEFAULT,
                SpeechConfig.DEFAULT,
                Configuration.defaults(folder).folders(),
                List.of(new HotlineNumber("88001", "pension")),
                Limits.DEFAULT);
        try (EmbeddedSwitch server = SwitchWiring.open(
                        configuration,
                        listener,
                        List.of("88001"),
                        new SwitchPrompts(List.of(), List.of()),
                        InstantSource.system());
                CallerCall call = ScriptedCaller.dial(server.sipAddress(), "88001", CallerSettings.defaults())) {
            return call.awaitAnswer(Duration.ofSeconds(30));
        }
    }

    @Test
    void callGoesToTheConfiguredFallback() throws Exception {
        assertThat(call(List.of("set colour=red", "hangup USER_BUSY")))
                .isInstanceOfSatisfying(
                        AnswerOutcome.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(486));
    }

    @Test
    void withoutAFallbackAndWithoutAVoiceTheCallIsReleasedAsAFailure() throws Exception {
        assertThat(call(List.of()))
                .isInstanceOfSatisfying(
                        AnswerOutcome.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
    }

    /** A process that hangs, and one that takes connections only to close them: FreeSWITCH would leave the call parked. */
    @ParameterizedTest(name = "closes at once: {0}")
    @ValueSource(booleans = {true, false})
    void callWhoseServerTakesTheConnectionAndSaysNothingGoesToTheFallback(boolean closes) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            if (closes) {
                Thread.ofVirtual().start(() -> closeAll(mute));
            }
            assertThat(call(
                            List.of("hangup USER_BUSY"),
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), mute.getLocalPort())))
                    .isInstanceOfSatisfying(
                            AnswerOutcome.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(486));
        }
    }

    private static void closeAll(ServerSocket listener) {
        try {
            while (true) {
                listener.accept().close();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
