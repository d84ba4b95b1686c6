package org.belltower.speech;

import java.time.Instant;
import org.belltower.speech.SynthesisException.Failure;

/** Whether an engine is to be asked now. <em>Thread-safe.</em> */
final class EngineHealth {
    /** A failure may be the text's fault; as many in a row are the engine's. */
    static final int FAILURES_TO_REST = 3;

    /** Guarded by this. */
    private int failuresInRow;

    /** Guarded by this. */
    private Instant restsUntil = Instant.MIN;

    /** Guarded by this. */
    private boolean spoken;

    synchronized void succeeded() {
        failuresInRow = 0;
        spoken = true;
    }

    /** Whether it has ever spoken: before, it may have to load its voice. */
    synchronized boolean hasSpoken() {
        return spoken;
    }

    synchronized void failed(Failure failure, Instant rest) {
        switch (failure) {
            case TIMED_OUT, ENGINE_MISSING -> restsUntil = rest;
            case ENGINE_FAILED -> {
                failuresInRow++;
                if (failuresInRow >= FAILURES_TO_REST) {
                    restsUntil = rest;
                    failuresInRow = 0;
                }
            }
            case NO_VOICE, BAD_TEXT, OVERLOADED, NO_STORAGE, CLOSED -> {
                // None of these says that the engine is out of order.
            }
        }
    }

    synchronized boolean restsAt(Instant now) {
        return now.isBefore(restsUntil);
    }
}
