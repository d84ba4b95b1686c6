package org.belltower.embeddedswitch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.junit.jupiter.api.Test;

/** Who hears that a channel leaves, and how often. */
class DepartureTest {
    private final Departure departure = new Departure();
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void watchIsToldOnce() {
        departure.watch(told::incrementAndGet);
        departure.redirect(new Route.Serve());
        departure.tell();
        departure.end(HangupCause.NORMAL_CLEARING);
        departure.tell();
        assertThat(told).hasValue(1);
    }

    @Test
    void watchOfAChannelThatHasLeftIsToldAtOnceAndNotAgain() {
        departure.end(HangupCause.NORMAL_CLEARING);
        departure.watch(told::incrementAndGet);
        assertThat(told).hasValue(1);
        departure.tell();
        assertThat(told).hasValue(1);
    }
}
