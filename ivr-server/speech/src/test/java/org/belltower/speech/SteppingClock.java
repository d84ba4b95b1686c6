package org.belltower.speech;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until the test moves it. <em>Thread-safe.</em> */
final class SteppingClock implements InstantSource {
    /** Guarded by this. */
    private Instant now;

    SteppingClock(Instant start) {
        now = start;
    }

    synchronized void step(Duration by) {
        now = now.plus(by);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
