package org.belltower.acceptance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a bound and a message. */
final class Await {
    private static final long GLANCE = Duration.ofMillis(20).toNanos();

    private Await() {}

    static void until(String what, Duration atMost, BooleanSupplier condition) {
        found(what, atMost, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    static <T> T found(String what, Duration atMost, Supplier<Optional<T>> search) {
        long until = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> result = search.get();
            if (result.isPresent()) {
                return result.get();
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + atMost + ": " + what);
            }
            LockSupport.parkNanos(GLANCE);
        }
    }
}
