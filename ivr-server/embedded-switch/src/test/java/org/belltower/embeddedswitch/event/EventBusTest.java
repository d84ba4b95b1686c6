package org.belltower.embeddedswitch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.belltower.eventsocket.Event;
import org.belltower.eventsocket.ServerConnection;
import org.junit.jupiter.api.Test;

/** Which connection gets which event, also while calls come and go. */
class EventBusTest {
    private static final int ROUNDS = 100_000;
    private static final int LEAVING = 3;

    private final EventBus bus = new EventBus(InstantSource.system(), "127.0.0.1");

    @Test
    void connectionGetsTheEventsOfItsCallOnly() {
        Connection one = new Connection();
        Connection two = new Connection();
        bus.add(one, "call-1");
        bus.add(two, "call-2");
        bus.fire("CHANNEL_EXECUTE_COMPLETE", "call-1", "", headers -> {});
        assertThat(one.seen).containsExactly("CHANNEL_EXECUTE_COMPLETE");
        assertThat(two.seen).isEmpty();
    }

    @Test
    void eventThatNobodyAsksForIsNotMade() {
        AtomicBoolean made = new AtomicBoolean();
        bus.add(new Connection(), "call");
        bus.fire("CHANNEL_STATE", "call", "", headers -> made.set(true));
        assertThat(made).isFalse();
        bus.fire("CHANNEL_HANGUP", "call", "", headers -> made.set(true));
        assertThat(made).isTrue();
    }

    @Test
    void secondConnectionOfACallStaysWhenTheFirstLeaves() {
        Connection one = new Connection();
        Connection two = new Connection();
        bus.add(one, "call");
        bus.add(two, "call");
        bus.remove(one, "call");
        bus.fire("CHANNEL_HANGUP", "call", "", headers -> {});
        assertThat(one.seen).isEmpty();
        assertThat(two.seen).containsExactly("CHANNEL_HANGUP");
        bus.remove(two, "call");
        assertThat(bus.listeners()).isZero();
    }

    /** A connection that comes in while others leave, of its own call or of others, gets its call's events. */
    @Test
    void connectionThatComesWhileOthersLeaveIsNotLost() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < LEAVING; i++) {
            String call = i == 0 ? "call" : "other-" + i;
            others.add(Thread.ofPlatform().start(() -> {
                Connection leaving = new Connection();
                while (!done.get()) {
                    bus.add(leaving, call);
                    bus.remove(leaving, call);
                }
            }));
        }
        int lost = 0;
        try {
            for (int i = 0; i < ROUNDS; i++) {
                Connection coming = new Connection();
                bus.add(coming, "call");
                lost += bus.of("call").contains(coming) ? 0 : 1;
                bus.remove(coming, "call");
            }
        } finally {
            done.set(true);
            for (Thread other : others) {
                other.join();
            }
        }
        assertThat(lost).isZero();
        assertThat(bus.listeners()).isZero();
    }

    /** Keeps the names of what is published to it. */
    private static final class Connection implements ServerConnection {
        final List<String> seen = new ArrayList<>();

        @Override
        public String id() {
            return "test";
        }

        @Override
        public Optional<String> session() {
            return Optional.empty();
        }

        @Override
        public boolean isOutbound() {
            return true;
        }

        @Override
        public boolean asksFor(String eventName) {
            return !eventName.equals("CHANNEL_STATE");
        }

        @Override
        public void publish(Event event) {
            seen.add(event.name());
        }

        @Override
        public boolean divert(Event event) {
            return false;
        }

        @Override
        public void log(int level, String text) {}

        @Override
        public void channelDown(String channelName) {}

        @Override
        public boolean resumes() {
            return false;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
