package org.belltower.eventsocket;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections that are open, up to a limit, and a wait for the last of them to leave.
 *
 * <p><em>Thread-safe.</em> Under the lock: {@code open}.
 */
final class OpenConnections<C> {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Set<C> open = new HashSet<>();

    OpenConnections(int most) {
        this.most = most;
    }

    /** False where the limit is reached. */
    boolean enter(C connection) {
        lock.lock();
        try {
            return open.size() < most && open.add(connection);
        } finally {
            lock.unlock();
        }
    }

    void leave(C connection) {
        lock.lock();
        try {
            open.remove(connection);
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<C> all() {
        lock.lock();
        try {
            return List.copyOf(open);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until none is open; false when the time is up or the thread is interrupted (which it then stays). */
    boolean awaitNone(Duration time) {
        long left = time.toNanos();
        lock.lock();
        try {
            while (!open.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = this.left.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
