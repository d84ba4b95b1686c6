package org.belltower.server.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.server.config.Limits;

/**
 * Who is let in: so many calls at a time, so many new ones a second, so many that wait for their answer. Thread-safe.
 *
 * <p>Under the lock: {@code calls}, {@code waiting}, {@code told}, {@code allowance} and {@code counted}. A call that comes back to the server after
 * an interruption is one in progress: it is let in whatever the limits say, and counts.
 */
public final class Admission {
    private final Limits limits;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LongAdder admitted = new LongAdder();
    private final LongAdder overCalls = new LongAdder();
    private final LongAdder overRate = new LongAdder();
    private final LongAdder overWaiting = new LongAdder();
    private final LongAdder busyPrompts = new LongAdder();
    private int calls;
    private int waiting;
    /** Callers who are being told that all lines are busy. */
    private int told;
    /** How many new calls may come now: grows with time up to one second's. */
    private double allowance;

    private Instant counted;

    public Admission(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.allowance = limits.callsASecond();
        this.counted = clock.instant();
    }

    /** A call's place; its thread closes it when the call is over. */
    final class Place implements AutoCloseable {
        private boolean waits = true;

        private Place() {}

        /** The call is answered and waits no longer. */
        void answered() {
            lock.lock();
            try {
                if (waits) {
                    waits = false;
                    waiting--;
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            answered();
            lock.lock();
            try {
                calls--;
            } finally {
                lock.unlock();
            }
        }
    }

    /** The place of a caller who is told that all lines are busy; its thread closes it when that is said. */
    final class Telling implements AutoCloseable {
        private Telling() {}

        @Override
        public void close() {
            lock.lock();
            try {
                told--;
            } finally {
                lock.unlock();
            }
        }
    }

    /** For a caller who is refused to be told why; empty where as many as may are told just now. */
    Optional<Telling> tell() {
        lock.lock();
        try {
            if (told >= limits.busyPrompts()) {
                return Optional.empty();
            }
            told++;
            busyPrompts.increment();
            return Optional.of(new Telling());
        } finally {
            lock.unlock();
        }
    }

    /** What becomes of a call that comes. Immutable. */
    sealed interface Verdict {
        /** It is let in. */
        record Admitted(Place place) implements Verdict {}

        /**
         * It is not.
         *
         * @param limit the one that is reached, in words
         */
        record Refused(String limit) implements Verdict {}
    }

    /**
     * Decides about a call.
     *
     * @param inProgress whether it comes back rather than anew
     */
    Verdict admit(boolean inProgress) {
        lock.lock();
        try {
            Optional<String> reached = inProgress ? Optional.empty() : reached();
            if (reached.isPresent()) {
                return new Verdict.Refused(reached.get());
            }
            calls++;
            waiting++;
            admitted.increment();
            return new Verdict.Admitted(new Place());
        } finally {
            lock.unlock();
        }
    }

    private Optional<String> reached() {
        if (calls >= limits.calls()) {
            overCalls.increment();
            return Optional.of("over the limit of calls at a time");
        }
        if (waiting >= limits.waiting()) {
            overWaiting.increment();
            return Optional.of("over the limit of calls that wait for their answer");
        }
        Instant now = clock.instant();
        double seconds = Math.max(0, Duration.between(counted, now).toNanos() / 1e9);
        counted = now;
        allowance = Math.min(limits.callsASecond(), allowance + seconds * limits.callsASecond());
        if (allowance < 1) {
            overRate.increment();
            return Optional.of("over the limit of new calls a second");
        }
        allowance--;
        return Optional.empty();
    }

    /** Calls that have a place. */
    public int calls() {
        lock.lock();
        try {
            return calls;
        } finally {
            lock.unlock();
        }
    }

    /** Those of them that have not been answered. */
    public int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** How many were let in. */
    public long admitted() {
        return admitted.sum();
    }

    /** How many were refused because of calls at a time. */
    public long overCalls() {
        return overCalls.sum();
    }

    /** How many were refused because of new calls a second. */
    public long overRate() {
        return overRate.sum();
    }

    /** That a call over a limit is released with. */
    String busyCause() {
        return limits.busyCause().word();
    }

    /** How many of the refused were told that all lines are busy. */
    public long busyPrompts() {
        return busyPrompts.sum();
    }

    /** How many were refused because of calls that wait. */
    public long overWaiting() {
        return overWaiting.sum();
    }
}
