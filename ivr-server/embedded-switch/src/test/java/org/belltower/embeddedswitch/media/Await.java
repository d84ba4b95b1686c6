package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread does, without guessing how long that takes. */
final class Await {
    private static final long LIMIT_NANOS = 30_000_000_000L;

    private Await() {}

    static void until(String what, Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!holds.call() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(holds.call()).as("within 30 s: " + what).isTrue();
    }
}
