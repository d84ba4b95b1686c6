package org.belltower.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened, to be closed in the opposite order. Thread-safe; closing again does nothing. */
public final class Opened implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> last = new ArrayDeque<>();

    public synchronized void add(AutoCloseable resource) {
        last.push(resource);
    }

    @Override
    public void close() {
        while (true) {
            AutoCloseable resource;
            synchronized (this) {
                if (last.isEmpty()) {
                    return;
                }
                resource = last.pop();
            }
            try {
                resource.close();
            } catch (Exception e) {
                // The others still have to be closed.
                LOG.error("{} did not close", resource.getClass().getSimpleName(), e);
            }
        }
    }
}
