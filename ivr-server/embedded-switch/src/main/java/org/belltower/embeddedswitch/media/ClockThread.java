package org.belltower.embeddedswitch.media;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one clock from a platform thread, {@code media-clock-N}. {@link #close} is *thread-safe*.
 *
 * <p>Deadlines are absolute, so lateness never adds up. A clock that is behind by up to 100 ms runs the missed ticks at
 * once; one that is further behind (the machine was suspended, or is far overloaded) gives up what it missed: playing
 * goes on where it was, and receivers hear a gap instead of a burst. The log tells of it, see {@link GapReport}.
 */
final class ClockThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClockThread.class);
    private static final long LATE_NANOS = 5_000_000;
    private static final int CATCH_UP_TICKS = 5;
    /** Between ticks sockets are read so often: a key is heard of that much later at most. */
    private static final long LISTEN_NANOS = 5_000_000;

    final Tally lateTicks = new Tally();
    final Tally skippedTicks = new Tally();
    private final MediaClock clock;
    private final Thread thread;
    private final GapReport gaps = new GapReport();
    private volatile boolean closing;

    private ClockThread(MediaClock clock, int number) {
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("media-clock-" + number).daemon().unstarted(this::run);
    }

    static ClockThread start(MediaClock clock, int number) {
        ClockThread started = new ClockThread(clock, number);
        started.thread.start();
        return started;
    }

    /** Ends after the tick at hand. Streams must be closed before, or their ports are held until the engine is gone. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                LOG.error("{} does not end within 5 s", thread.getName());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long deadline = System.nanoTime();
        while (!closing) {
            long now = System.nanoTime();
            long behind = now - deadline;
            if (behind < 0) {
                await(-behind);
                continue;
            }
            if (behind > LATE_NANOS) {
                lateTicks.add(1);
            }
            if (behind > CATCH_UP_TICKS * MediaClock.TICK_NANOS) {
                long missed = behind / MediaClock.TICK_NANOS;
                skippedTicks.add(missed);
                gaps.missed(missed, now).ifPresent(this::tell);
                deadline += missed * MediaClock.TICK_NANOS;
            }
            clock.tick(now);
            deadline += MediaClock.TICK_NANOS;
        }
    }

    /** Sleeps, at most until sockets are to be read again; where there are no streams, until the next tick. */
    private void await(long nanos) {
        boolean listens = clock.streamCount() > 0 && nanos > LISTEN_NANOS;
        LockSupport.parkNanos(this, listens ? LISTEN_NANOS : nanos);
        if (listens) {
            clock.listen(System.nanoTime());
        }
    }

    /** Beside the clock, which waits for no log. */
    private void tell(GapReport.Gap gap) {
        Thread.ofVirtual()
                .name("media-clock-log")
                .start(() -> LOG.warn(
                        "{} got no time from the machine for {} ms; whoever was in a call heard that much silence. Look at"
                                + " load, and on a virtual machine at stolen time (st in top)",
                        thread.getName(),
                        gap.length().toMillis()));
    }
}
