package org.belltower.voicexml.session;

import org.belltower.voicexml.script.DialogEventException;

/**
 * Notices a dialog that runs in circles without ever waiting for its caller. Confined to the call's thread.
 *
 * <p>The first time, the dialog gets an {@code error.semantic} that it may handle; if it goes on, it is ended.
 */
final class LoopGuard {
    private static final int AFTER_WARNING = 50;

    private final int limit;
    private int steps;

    LoopGuard(int limit) {
        this.limit = limit;
    }

    /** Counts a step; {@code error.semantic} at the limit. */
    void step() {
        steps++;
        if (steps == limit) {
            throw DialogEventException.semantic(
                    "the dialog has taken " + limit + " steps without waiting for the caller; break its loop");
        }
    }

    /** Whether the dialog went on after it was told. */
    boolean isExhausted() {
        return steps > limit + AFTER_WARNING;
    }

    /** The dialog has waited for its caller. */
    void waited() {
        steps = 0;
    }
}
