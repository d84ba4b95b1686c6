package org.belltower.eventsocket;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events between the event loop and the listener's thread, bounded. When it is full the new event is dropped and
 * counted, as FreeSWITCH does on its side.
 *
 * <p><em>Thread-safe.</em>
 */
final class EventQueue {
    private final BlockingQueue<Event> events;
    private final AtomicLong dropped = new AtomicLong();

    EventQueue(int most) {
        this.events = new ArrayBlockingQueue<>(most);
    }

    /** Never blocks. */
    void add(Event event) {
        if (!events.offer(event)) {
            dropped.incrementAndGet();
        }
    }

    Event take() throws InterruptedException {
        return events.take();
    }

    /** How many were dropped since this was last asked. */
    long takeDropped() {
        return dropped.get() == 0 ? 0 : dropped.getAndSet(0);
    }
}
