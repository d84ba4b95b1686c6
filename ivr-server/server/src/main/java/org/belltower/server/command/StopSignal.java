package org.belltower.server.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a service manager's stop, as something to wait for. Thread-safe; closed when everything has been closed.
 *
 * <p>The JVM runs its shutdown hook on such a signal; ours keeps the process alive until {@link #close}, then ends it with exit
 * code 0, since stopping when told to is success.
 */
final class StopSignal implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofMinutes(17);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");

    private StopSignal() {}

    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void stop() {
        asked.countDown();
        int exitCode = 1;
        try {
            exitCode = closed.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS) ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }

    /** Blocks until the process is told to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        closed.countDown();
        if (asked.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
