package org.belltower.embeddedswitch.channel;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one queue of a channel. Bounded at {@value #CAPACITY}: a message over it is refused and its sender told, so that
 * a flood of one call's messages costs that call and no other. What must not be lost (hang-up, the end of a playback)
 * is a field that the channel looks at, and only wakes it here.
 *
 * <p><em>Thread-safe</em> by its own lock.
 */
final class Inbox {
    static final int CAPACITY = 512;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<ChannelMessage> messages = new ArrayDeque<>(); // guarded by lock
    private boolean nudged; // guarded by lock

    /** Whether the message was taken. */
    boolean offer(ChannelMessage message) {
        lock.lock();
        try {
            if (messages.size() >= CAPACITY) {
                return false;
            }
            messages.add(message);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the channel so that it looks at its fields again. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a message; empty after a nudge, the time, or an interrupt. */
    Optional<ChannelMessage> take(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (messages.isEmpty() && !nudged && left > 0) {
                left = changed.awaitNanos(left);
            }
            nudged = false;
            return Optional.ofNullable(messages.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes what is there without waiting. */
    Optional<ChannelMessage> poll() {
        return take(0);
    }
}
