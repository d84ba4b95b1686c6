package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.belltower.eventsocket.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that the switch announces but does not let us take over is told to the handler all the same, for its record. */
class UntakenCallTest {
    /** Keeps what it is told; a call that is taken over is a mistake of the test. */
    private static final class Records implements CallHandler {
        private final BlockingQueue<UntakenCall> untaken = new LinkedBlockingQueue<>();

        @Override
        public void handle(Call call) {
            throw new AssertionError("taken over: " + call.uuid());
        }

        @Override
        public void notTaken(UntakenCall call) {
            untaken.add(call);
        }
    }

    /** What a switch does once it has announced the call. */
    private interface Behaviour {
        void act(WireSwitch caller) throws IOException;
    }

    private static UntakenCall untakenWhenTheSwitch(Behaviour behaviour) throws IOException, InterruptedException {
        Records records = new Records();
        try (CallListener listener = CallListener.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        records,
                        Limits.defaults(),
                        Duration.ofSeconds(30));
                WireSwitch caller = new WireSwitch(listener.address())) {
            caller.connects(Map.of("Caller-Destination-Number", "88001", "Caller-Caller-ID-Number", "13800000000"));
            assertThat(caller.command()).startsWith("filter");
            behaviour.act(caller);
            UntakenCall call = records.untaken.poll(30, TimeUnit.SECONDS);
            assertThat(call).as("the handler is told of the call").isNotNull();
            return call;
        }
    }

    @Test
    void refusedCommand() throws IOException, InterruptedException {
        UntakenCall call = untakenWhenTheSwitch(caller -> caller.refuses("no such call"));
        assertThat(call.uuid()).isEqualTo(WireSwitch.UUID);
        assertThat(call.number()).isEqualTo("88001");
        assertThat(call.caller()).isEqualTo("13800000000");
        assertThat(call.reason()).contains("refused").contains("no such call");
        assertThat(call.gone()).isTrue();
    }

    /** FreeSWITCH's and the embedded switch's words for a call that is over. */
    @ParameterizedTest
    @ValueSource(strings = {"no session", "invalid session id [x]", "session is busy or gone", "No such channel!"})
    void refusalThatSaysThatTheCallIsGone(String words) throws IOException, InterruptedException {
        assertThat(untakenWhenTheSwitch(caller -> caller.refuses(words)).gone()).isTrue();
    }

    @Test
    void refusalForAnotherReasonIsAFailureOfTheSwitch() throws IOException, InterruptedException {
        assertThat(untakenWhenTheSwitch(caller -> caller.refuses("command not found"))
                        .gone())
                .isFalse();
    }

    @Test
    void connectionThatGoesRightAway() throws IOException, InterruptedException {
        UntakenCall call = untakenWhenTheSwitch(WireSwitch::close);
        assertThat(call.uuid()).isEqualTo(WireSwitch.UUID);
        assertThat(call.gone()).isTrue();
    }
}
