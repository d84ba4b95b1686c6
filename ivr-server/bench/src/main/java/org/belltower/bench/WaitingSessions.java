package org.belltower.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many sessions that have come to wait for their callers. Thread-safe. */
final class WaitingSessions {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int COLLECTIONS = 5;

    private final CountDownLatch waiting;
    private final CountDownLatch over = new CountDownLatch(1);

    private WaitingSessions(int sessions) {
        this.waiting = new CountDownLatch(sessions);
    }

    /** A session, on a thread of its own. */
    @FunctionalInterface
    interface Session {
        /** Runs it; its caller calls {@link #waitHere} at the place that is looked at, and hangs up then. */
        void run(WaitingSessions all);
    }

    /** Live bytes that so many of them take in all, each on its virtual thread. */
    static long heap(int sessions, Session session) throws InterruptedException {
        long before = liveHeap();
        var all = new WaitingSessions(sessions);
        var threads = new ArrayList<Thread>();
        try {
            for (int i = 0; i < sessions; i++) {
                threads.add(Thread.ofVirtual().start(() -> session.run(all)));
            }
            if (!all.waiting.await(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchException(all.waiting.getCount() + " of " + sessions
                        + " sessions did not come to wait in " + START.toSeconds() + " s; try fewer with --sessions");
            }
            return liveHeap() - before;
        } finally {
            all.over.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** Returns when all is over. */
    void waitHere() {
        waiting.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After full collections: a single one may leave what it has only just found dead. */
    private static long liveHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
