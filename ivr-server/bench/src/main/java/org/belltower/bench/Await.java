package org.belltower.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a bound. <i>Confined to the thread that waits.</i> */
final class Await {
    private static final Duration GLANCE = Duration.ofMillis(10);

    private Await() {}

    /**
     * Looks every 10 ms.
     *
     * @param what is awaited, as it stands in the failure
     * @throws BenchException where it is not so in time
     */
    static void until(String what, Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new BenchException("not within " + atMost.toSeconds() + " s: " + what);
            }
            pass(GLANCE);
        }
    }

    /** Lets a time pass that is itself the load: the distance between two calls, the length of a measurement. */
    static void pass(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while a time was to pass");
            }
        }
    }
}
