package org.belltower.prompt;

import java.time.Duration;

/** The one check that playlist lengths share. <em>Immutable.</em> */
final class Durations {
    private Durations() {}

    static void requirePositive(Duration length, String what) {
        if (!length.isPositive()) {
            throw new IllegalArgumentException(what + " must be longer than zero, was " + length);
        }
    }
}
