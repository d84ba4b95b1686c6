package org.belltower.speech;

/**
 * Lets work that nobody waits for stand back behind work that a call waits for. <em>Thread-safe.</em>
 */
final class Precedence {
    /** Guarded by this: pieces of work that calls wait for. */
    private int live;

    /** Held open by work that a call waits for. */
    interface Live extends AutoCloseable {
        @Override
        void close();
    }

    synchronized Live live() {
        live++;
        return this::ended;
    }

    private synchronized void ended() {
        live--;
        notifyAll();
    }

    /**
     * Waits until no call waits.
     *
     * @return false where it was given up, by {@link Patience#giveUp}
     */
    synchronized boolean awaitQuiet(Patience patience) throws InterruptedException {
        while (live > 0 && !patience.over) {
            wait();
        }
        return !patience.over;
    }

    /** One who stands back, until it gives up. */
    final class Patience {
        /** Guarded by the precedence. */
        private boolean over;

        void giveUp() {
            synchronized (Precedence.this) {
                over = true;
                Precedence.this.notifyAll();
            }
        }
    }
}
