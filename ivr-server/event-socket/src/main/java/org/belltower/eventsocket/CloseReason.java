package org.belltower.eventsocket;

/**
 * Why a connection is closed.
 *
 * <p><em>Immutable.</em> {@code detail} is for a log: what happened, in words.
 */
public record CloseReason(Kind kind, String detail) {
    /** The kinds, each with its own effect on the call. */
    public enum Kind {
        /** The other side closed. */
        BY_PEER,
        /** This side closed. */
        BY_US,
        /** The connection broke (reset, unreachable). */
        BROKEN,
        /** Connecting failed: nobody listens, or nobody answered in time. */
        UNREACHABLE,
        /** The other side sent a frame over the limits. */
        OVERSIZE,
        /** The other side sent a frame that cannot be read on from. */
        MALFORMED,
        /** A reader took its messages too slowly and more were waiting than {@link Limits} allow. */
        OVERRUN,
        /** The password was wrong, or the address is not admitted. */
        REFUSED,
        /** A reply or a first command did not come in time. */
        TIMED_OUT
    }

    @Override
    public String toString() {
        return kind + " (" + detail + ")";
    }
}
