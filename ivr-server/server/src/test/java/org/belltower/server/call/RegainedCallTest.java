package org.belltower.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.embeddedswitch.SwitchSettings;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.eventsocket.Answer;
import org.belltower.eventsocket.Command;
import org.belltower.eventsocket.DialResult;
import org.belltower.eventsocket.EventHeaders;
import org.belltower.eventsocket.Limits;
import org.belltower.eventsocket.OutboundDialer;
import org.belltower.eventsocket.OutboundSession;
import org.belltower.eventsocket.ServerConnection;
import org.belltower.store.Database;
import org.belltower.store.DatabaseSettings;
import org.belltower.store.EndReason;
import org.belltower.store.journal.CallJournal;
import org.belltower.store.journal.NewCall;
import org.belltower.telephony.Call;
import org.belltower.telephony.CallListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a call is got back, or is known to be over, when its dialplan does not bring it by itself. */
class RegainedCallTest {
    private static final String UUID = "5b5e1f6c-0000-4000-8000-00000000000a";
    private static final String PASSWORD = "a password for this test";
    private static final long LONGEST = 30;

    @TempDir
    Path folder;

    private final CallsInProgress calls = new CallsInProgress();
    private final BlockingQueue<Call> came = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private OutboundDialer dialplan;
    private CallListener server;

    @BeforeEach
    void open() {
        dialplan = OutboundDialer.open(Limits.defaults());
        server = CallListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                call -> {
                    if (!calls.bringBack(call)) {
                        came.add(call);
                        awaitOver();
                    }
                },
                Limits.defaults());
    }

    @AfterEach
    void close() {
        over.countDown();
        dialplan.close();
        server.close();
    }

    private void awaitOver() {
        try {
            assertThat(over.await(LONGEST, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The switch brings the call, by one more connection. */
    private ServerConnection bring() {
        DialResult result = dialplan.dial(
                "127.0.0.1",
                server.address().getPort(),
                Duration.ofSeconds(LONGEST),
                new OutboundSession(UUID, true, true),
                (connection, command) -> switch (command) {
                    case Command.Connect _ -> new Answer.ChannelData(EventHeaders.of("Unique-ID", UUID));
                    case Command.Api _ -> Answer.api("+OK");
                    default -> Answer.ok();
                });
        return ((DialResult.Connected) result).connection();
    }

    private Call taken() throws InterruptedException {
        return Optional.ofNullable(came.poll(LONGEST, TimeUnit.SECONDS)).orElseThrow();
    }

    /** A switch that has the call, and does what it is told. */
    private record Links(List<String> sent, BiPredicate<String, String> sends) implements SwitchLinks {
        @Override
        public Presence presence(String uuid) {
            return Presence.UP;
        }

        @Override
        public boolean send(String uuid, String place) {
            sent.add(place);
            return sends.test(uuid, place);
        }
    }

    private Optional<Call> regained(SwitchLinks links, ServerConnection first, Call call) throws Exception {
        InstantSource clock = InstantSource.system();
        var nowhere = new DatabaseSettings.External("jdbc:postgresql://127.0.0.1:9/none", "nobody", "");
        try (Database database = Database.open(nowhere);
                CallJournal journal = CallJournal.open(folder, database, clock);
                CallsInProgress.Seat seat = calls.enter(call)) {
            first.close();
            call.awaitRelease();
            assertThat(call.isLost()).isTrue();
            var known = new NewCall(UUID, clock.instant(), "88001", "10086", Optional.empty());
            CallPath path = CallPath.begin(UUID, journal.started(known), URI.create(""), clock);
            try {
                return new Reconnection(links, clock).of(seat, path);
            } finally {
                path.ended(clock.instant(), EndReason.COMPLETED, Optional.empty());
            }
        }
    }

    @Test
    void callThatTheDialplanDoesNotBringIsFetched() throws Exception {
        ServerConnection first = bring();
        Call before = taken();
        List<String> sent = new ArrayList<>();
        var links = new Links(sent, (uuid, place) -> {
            bring();
            return true;
        });

        Optional<Call> back = regained(links, first, before);

        assertThat(back).hasValueSatisfying(call -> {
            assertThat(call.uuid()).isEqualTo(UUID);
            assertThat(call).isNotSameAs(before);
            assertThat(call.hangupCause()).isEmpty();
        });
        assertThat(sent).containsExactly("again");
    }

    @Test
    void callThatDoesNotComeThenEitherGoesToTheFallback() throws Exception {
        ServerConnection first = bring();
        List<String> sent = new ArrayList<>();

        assertThat(regained(new Links(sent, (uuid, place) -> true), first, taken()))
                .isEmpty();
        assertThat(sent).containsExactly("again", "fallback");
    }

    @Test
    void callThatNoSwitchListsIsLostThoughItsConnectionLooksAlive() throws Exception {
        bring();
        Call call = taken();
        try (CallsInProgress.Seat _ = calls.enter(call);
                EmbeddedSwitch node = EmbeddedSwitch.open(SwitchSettings.free(PASSWORD, Dialplan.empty()));
                SessionJournal sessions = SessionJournal.open(folder, InstantSource.system());
                SwitchConnections switches = SwitchConnections.open(calls, sessions)) {
            assertThat(call.hangupCause()).isEmpty();
            switches.connect(node.eventSocketAddress(), PASSWORD);
            call.awaitRelease();
            assertThat(call.isLost()).isTrue();
        }
    }
}
