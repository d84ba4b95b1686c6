package org.belltower.embeddedswitch.media;

import java.util.BitSet;
import java.util.OptionalInt;

/**
 * Which even RTP ports of the range are taken. *Thread-safe.*
 *
 * <p>Goes round the range, so that a port just given back rests as long as possible: late packets of the last call must
 * not meet the next.
 */
final class PortPool {
    private final int firstPort;
    private final int pairs;

    /** Guarded by this. */
    private final BitSet taken = new BitSet();

    /** Guarded by this. */
    private int next;

    PortPool(int firstPort, int lastPort) {
        this.firstPort = firstPort;
        this.pairs = (lastPort - firstPort + 1) / 2;
    }

    int pairs() {
        return pairs;
    }

    /** An even port whose odd neighbour is free too; empty if all are taken. */
    synchronized OptionalInt take() {
        int pair = taken.nextClearBit(next);
        if (pair >= pairs) {
            pair = taken.nextClearBit(0);
            if (pair >= pairs) {
                return OptionalInt.empty();
            }
        }
        taken.set(pair);
        next = (pair + 1) % pairs;
        return OptionalInt.of(firstPort + 2 * pair);
    }

    synchronized void giveBack(int port) {
        taken.clear((port - firstPort) / 2);
    }

    synchronized int inUse() {
        return taken.cardinality();
    }
}
