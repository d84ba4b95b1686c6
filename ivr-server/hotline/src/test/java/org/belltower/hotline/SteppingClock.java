package org.belltower.hotline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that tests set. <i>Thread-safe.</i> */
final class SteppingClock implements InstantSource {
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
