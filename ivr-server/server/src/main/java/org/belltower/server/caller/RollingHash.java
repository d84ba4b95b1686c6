package org.belltower.server.caller;

/** A hash over a window that can be moved on by one byte. <i>Confined to one thread.</i> Equal bytes give equal hashes. */
final class RollingHash {
    private static final long BASE = 0x100000001B3L;

    private final int window;
    private final long leading;
    private long hash;

    /** Over the {@code window} bytes from {@code at}. */
    RollingHash(byte[] bytes, int at, int window) {
        this.window = window;
        this.hash = of(bytes, at, window);
        long power = 1;
        for (int i = 1; i < window; i++) {
            power *= BASE;
        }
        this.leading = power;
    }

    static long of(byte[] bytes, int at, int window) {
        long hash = 0;
        for (int i = at; i < at + window; i++) {
            hash = hash * BASE + (bytes[i] & 0xFF);
        }
        return hash;
    }

    long value() {
        return hash;
    }

    /** Moves on from {@code at}, where the window begins now, to {@code at + 1}. */
    void roll(byte[] bytes, int at) {
        hash = (hash - leading * (bytes[at] & 0xFF)) * BASE + (bytes[at + window] & 0xFF);
    }
}
