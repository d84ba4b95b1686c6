package org.belltower.embeddedswitch.channel;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The channels that are alive, by UUID. <em>Thread-safe.</em> */
public final class Channels {
    private final Map<String, Channel> byUuid = new ConcurrentHashMap<>();
    /** Those that take no place. */
    private final Set<String> apart = ConcurrentHashMap.newKeySet();

    private final AtomicInteger places = new AtomicInteger();
    private final AtomicLong total = new AtomicLong();
    private final AtomicInteger peak = new AtomicInteger();
    private final int most;

    public Channels(int most) {
        this.most = most;
    }

    /** How many there may be. */
    public int limit() {
        return most;
    }

    /** Takes a place for a channel about to be made; false when all are taken. */
    public boolean reserve() {
        return reserve(0);
    }

    /** The same with so many places more than usual: those that hear the busy prompt. */
    public boolean reserve(int more) {
        int taken = places.incrementAndGet();
        if (taken > most + more) {
            places.decrementAndGet();
            return false;
        }
        peak.accumulateAndGet(taken, Math::max);
        total.incrementAndGet();
        return true;
    }

    void add(Channel channel) {
        byUuid.put(channel.uuid(), channel);
    }

    /** A channel that takes no place and for which none was reserved. */
    void addApart(Channel channel) {
        total.incrementAndGet();
        apart.add(channel.uuid());
        add(channel);
    }

    void remove(Channel channel) {
        if (byUuid.remove(channel.uuid(), channel)) {
            if (!apart.remove(channel.uuid())) {
                places.decrementAndGet();
            }
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Waits until there is none; false when there still is one after that time. */
    public synchronized boolean awaitNone(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!byUuid.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    public Optional<Channel> find(String uuid) {
        return Optional.ofNullable(byUuid.get(uuid));
    }

    /** All of them, oldest first. */
    public List<Channel> all() {
        Collection<Channel> now = byUuid.values();
        return now.stream().sorted(Comparator.comparing(Channel::created)).toList();
    }

    public int count() {
        return byUuid.size();
    }

    /** Channels since the start. */
    public long total() {
        return total.get();
    }

    public int peak() {
        return peak.get();
    }
}
