package org.belltower.grammar;

/**
 * A production, how far it is matched, and after how many tokens it began, packed into one number: 22 bits, 21 bits and
 * 21 bits. {@link NetworkBuilder} keeps grammars, and {@link DtmfMatcher} inputs, inside these ranges.
 */
final class Item {
    static final int MAX_PRODUCTIONS = 1 << 22;
    static final int MAX_DOT = (1 << 21) - 1;
    static final int MAX_ORIGIN = (1 << 21) - 1;

    private Item() {}

    static long of(int production, int dot, int origin) {
        return ((long) production << 42) | ((long) dot << 21) | origin;
    }

    static int production(long item) {
        return (int) (item >>> 42);
    }

    static int dot(long item) {
        return (int) (item >>> 21) & MAX_DOT;
    }

    static int origin(long item) {
        return (int) item & MAX_ORIGIN;
    }
}
