package org.belltower.grammar;

import java.util.Arrays;

/**
 * The {@link Item items} after one token, each once, in the order of their coming, with those that wait for a nonterminal
 * chained by it. <i>Confined to the thread of its {@link Chart}; only read once that has closed it.</i> Plain arrays and open
 * addressing, because it is made for every key of every call.
 */
final class ItemSet {
    private static final int NONE = -1;

    private long[] items = new long[8];
    private int size;
    private int[] table = filled(16);

    private int[] scannable = new int[4];
    private int scannableSize;

    private int[] waiterOf = new int[0];
    private int[] waiters = new int[0];
    private int awaited;
    private int[] nextWaiter = new int[0];

    /** Adds an item unless it is there. */
    void add(long item) {
        if (2 * (size + 1) > table.length) {
            grow();
        }
        int slot = slot(item);
        if (table[slot] == NONE) {
            if (size == items.length) {
                items = Arrays.copyOf(items, 2 * size);
            }
            table[slot] = size;
            items[size++] = item;
        }
    }

    boolean contains(long item) {
        return table[slot(item)] != NONE;
    }

    int size() {
        return size;
    }

    long item(int index) {
        return items[index];
    }

    /** Notes that the item at an index waits for a terminal. */
    void addScannable(int index) {
        if (scannableSize == scannable.length) {
            scannable = Arrays.copyOf(scannable, 2 * scannableSize);
        }
        scannable[scannableSize++] = index;
    }

    int scannable() {
        return scannableSize;
    }

    long scannableItem(int at) {
        return items[scannable[at]];
    }

    /** Notes that the item at an index waits for a nonterminal; true where it is the first to do so. */
    boolean addWaiter(int nonterminal, int index) {
        if (nextWaiter.length <= index) {
            nextWaiter = Arrays.copyOf(nextWaiter, Math.max(items.length, index + 1));
        }
        if (2 * (awaited + 1) > waiterOf.length) {
            growWaiters();
        }
        int slot = waiterSlot(nonterminal);
        boolean first = waiters[slot] == NONE;
        if (first) {
            waiterOf[slot] = nonterminal;
            awaited++;
        }
        nextWaiter[index] = waiters[slot];
        waiters[slot] = index;
        return first;
    }

    /** The index of an item that waits for a nonterminal; negative for none. */
    int firstWaiter(int nonterminal) {
        return waiterOf.length == 0 ? NONE : waiters[waiterSlot(nonterminal)];
    }

    /** The index of the next item that waits for the same; negative for none. */
    int nextWaiter(int index) {
        return nextWaiter[index];
    }

    private int slot(long item) {
        int mask = table.length - 1;
        int slot = (int) ((item * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (table[slot] != NONE && items[table[slot]] != item) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        table = filled(2 * table.length);
        for (int i = 0; i < size; i++) {
            table[slot(items[i])] = i;
        }
    }

    private int waiterSlot(int nonterminal) {
        int mask = waiterOf.length - 1;
        int slot = ((nonterminal * 0x9E3779B9) >>> 8) & mask;
        while (waiters[slot] != NONE && waiterOf[slot] != nonterminal) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void growWaiters() {
        int[] oldOf = waiterOf;
        int[] old = waiters;
        waiterOf = new int[Math.max(8, 2 * oldOf.length)];
        waiters = filled(waiterOf.length);
        for (int i = 0; i < old.length; i++) {
            if (old[i] != NONE) {
                int slot = waiterSlot(oldOf[i]);
                waiterOf[slot] = oldOf[i];
                waiters[slot] = old[i];
            }
        }
    }

    private static int[] filled(int length) {
        var array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }
}
