package org.belltower.acceptance;

import java.util.Locale;
import org.belltower.server.caller.HeardClip;

/** Tells whoever runs the tests how long the turns of a failure took. Stateless. */
final class Transcript {
    private static final double NANOS = 1e9;

    private Transcript() {}

    static void say(Object subject, String what, long since) {
        say(subject, what, since, System.nanoTime());
    }

    /** What the caller has heard, at the moment at which its first sample came; the ear takes its time to know it again. */
    static void heard(Object subject, String what, long since, HeardClip clip) {
        say(subject, what, since, clip.arrivalNanos());
    }

    private static void say(Object subject, String what, long since, long at) {
        System.out.printf(Locale.ROOT, "[transcript] %-10s %6.2f s  %s%n", subject, (at - since) / NANOS, what);
    }
}
