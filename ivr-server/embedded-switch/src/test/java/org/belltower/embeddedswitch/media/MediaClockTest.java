package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits for a clock's tick. */
class MediaClockTest {
    private final MediaClock clock = new MediaClock(new PortPool(21_100, 21_101));
    private final AtomicInteger run = new AtomicInteger();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void callThatFindsTheQueueFullWaitsAndLosesNothing() throws Exception {
        for (int i = 0; i < MediaClock.MAX_COMMANDS; i++) {
            clock.post(run::incrementAndGet);
        }
        Thread late = Thread.ofPlatform().start(() -> clock.post(run::incrementAndGet));
        Await.until("the late one to wait", () -> late.getState() == Thread.State.TIMED_WAITING);
        clock.tick(1);
        late.join();
        clock.tick(2);
        assertThat(run).hasValue(MediaClock.MAX_COMMANDS + 1);
    }

    @Test
    void clockThatFindsTheQueueFullDropsAndCounts() {
        for (int i = 0; i < MediaClock.MAX_COMMANDS + 7; i++) {
            clock.pass(run::incrementAndGet);
        }
        assertThat(clock.commandsDropped.sum()).isEqualTo(7);
        clock.tick(1);
        assertThat(run).hasValue(MediaClock.MAX_COMMANDS);
    }
}
