package org.belltower.voicexml.fetch;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.client5.http.cache.HttpCacheCASOperation;
import org.apache.hc.client5.http.cache.HttpCacheEntry;
import org.apache.hc.client5.http.cache.HttpCacheStorage;
import org.apache.hc.client5.http.cache.ResourceIOException;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are kept in memory, bounded in number and in bytes; the longest unused goes first. Thread-safe; nothing is read
 * or written under its lock but memory.
 */
final class CacheStorage implements HttpCacheStorage {
    /** What an entry costs beside its texts and bytes, in bytes; an estimate. */
    private static final int OVERHEAD = 1_000;

    private final int maxEntries;
    private final long maxBytes;

    private final ReentrantLock lock = new ReentrantLock();
    /** Under {@code lock}. Longest unused first. */
    private final LinkedHashMap<String, Kept> entries = new LinkedHashMap<>(16, 0.75f, true);
    /** Under {@code lock}. */
    private long bytes;

    private record Kept(HttpCacheEntry entry, long bytes) {}

    /**
     * Empty.
     *
     * @param maxEntries 1 or more
     * @param maxBytes of bodies and headers
     */
    CacheStorage(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    @Override
    public void putEntry(String key, HttpCacheEntry entry) {
        var kept = new Kept(entry, cost(key, entry));
        lock.lock();
        try {
            remove(key);
            if (kept.bytes() <= maxBytes) {
                entries.put(key, kept);
                bytes += kept.bytes();
            }
            Iterator<Kept> oldest = entries.values().iterator();
            while (entries.size() > maxEntries || bytes > maxBytes) {
                bytes -= oldest.next().bytes();
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable HttpCacheEntry getEntry(String key) {
        lock.lock();
        try {
            Kept kept = entries.get(key);
            return kept == null ? null : kept.entry();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void removeEntry(String key) {
        lock.lock();
        try {
            remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** The operation computes in memory, so it may run under the lock. */
    @Override
    public void updateEntry(String key, HttpCacheCASOperation operation) throws ResourceIOException {
        lock.lock();
        try {
            HttpCacheEntry updated = operation.execute(getEntry(key));
            if (updated == null) {
                remove(key);
            } else {
                putEntry(key, updated);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Map<String, HttpCacheEntry> getEntries(Collection<String> keys) {
        var found = new HashMap<String, HttpCacheEntry>();
        for (String key : keys) {
            HttpCacheEntry entry = getEntry(key);
            if (entry != null) {
                found.put(key, entry);
            }
        }
        return found;
    }

    /** Bytes kept now, as counted. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    private void remove(String key) {
        Kept old = entries.remove(key);
        if (old != null) {
            bytes -= old.bytes();
        }
    }

    private static long cost(String key, HttpCacheEntry entry) {
        long cost = OVERHEAD + 2L * key.length();
        for (Header header : entry.getHeaders()) {
            cost += 2L
                    * (header.getName().length()
                            + String.valueOf(header.getValue()).length());
        }
        return cost + (entry.getResource() == null ? 0 : entry.getResource().length());
    }
}
