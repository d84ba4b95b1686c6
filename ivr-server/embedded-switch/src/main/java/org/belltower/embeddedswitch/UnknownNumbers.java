package org.belltower.embeddedswitch;

import java.time.Duration;

/**
 * How many calls to numbers that the dialplan does not name are let in to its actions for others. Calls beyond get a
 * plain 404 and are counted: who dials through all numbers must not take places from those who dial a right one.
 *
 * <p><em>Immutable.</em>
 *
 * @param atOnce calls at a time, at least 1; they have places of their own and take none of {@code maxCalls}
 * @param aMinute calls a minute over longer times, at least 1; after a quiet time {@code atOnce} may come together
 */
public record UnknownNumbers(int atOnce, int aMinute) {
    /** A wrong number now and then has its record; who dials through all numbers fills no disk. */
    public static final UnknownNumbers DEFAULT = new UnknownNumbers(10, 30);

    public UnknownNumbers {
        if (atOnce < 1 || aMinute < 1) {
            throw new IllegalArgumentException(
                    "unknown numbers need 1 call at once and a minute or more, not " + atOnce + " and " + aMinute);
        }
    }

    /** The time after which one more call may come. */
    Duration interval() {
        return Duration.ofMinutes(1).dividedBy(aMinute);
    }
}
