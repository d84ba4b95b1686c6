package org.belltower.hotline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.belltower.store.DatabaseUnavailableException;
import org.belltower.store.LoginAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets failed log-ins that are older than {@link #KEPT}: at the start, then once a day. <i>Thread-safe.</i> One virtual
 * thread, {@code attempt-retention}, until {@link #close}; while the database is away it waits for the next time.
 */
public final class AttemptRetention implements AutoCloseable {
    /** How long failures of an account that nobody tries are remembered. */
    public static final Duration KEPT = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(AttemptRetention.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration LAST_STATEMENT = Duration.ofSeconds(5);

    private final LoginAttempts attempts;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private AttemptRetention(LoginAttempts attempts, InstantSource clock, Duration every) {
        this.attempts = attempts;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("attempt-retention").unstarted(() -> run(every));
    }

    public static AttemptRetention start(LoginAttempts attempts, InstantSource clock) {
        return start(attempts, clock, EVERY);
    }

    static AttemptRetention start(LoginAttempts attempts, InstantSource clock, Duration every) {
        AttemptRetention retention = new AttemptRetention(attempts, clock, every);
        retention.thread.start();
        return retention;
    }

    private void run(Duration every) {
        try {
            do {
                forget();
            } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.error("old log-in failures are not forgotten any more: the thread was interrupted", e);
        }
    }

    private void forget() {
        try {
            Instant now = clock.instant();
            int forgotten = attempts.forget(now.minus(KEPT), now);
            LOG.debug("failed log-ins of {} account numbers forgotten", forgotten);
        } catch (DatabaseUnavailableException e) {
            LOG.info("old log-in failures are forgotten the next time: {}", e.getMessage());
        } catch (RuntimeException e) {
            // The next time may succeed; the thread must live for it.
            LOG.error("old log-in failures were not forgotten", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(LAST_STATEMENT)) {
                LOG.warn("{} has not ended within {}", thread.getName(), LAST_STATEMENT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
