package org.belltower.embeddedswitch.media;

import java.util.concurrent.atomic.AtomicLong;

/** A count with one writer and many readers. *Thread-safe* for reading; {@link #add} is confined to the writer. */
final class Tally {
    private final AtomicLong value = new AtomicLong();

    /** A plain read and an ordered write: no locked instruction on the clock's path. */
    void add(long more) {
        value.setRelease(value.getPlain() + more);
    }

    long get() {
        return value.getAcquire();
    }
}
