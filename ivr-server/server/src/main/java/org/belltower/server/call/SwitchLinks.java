package org.belltower.server.call;

/** What can be asked of the switches besides what a call's own connection can. Thread-safe. */
public interface SwitchLinks {
    /** Whether a switch has a call. */
    enum Presence {
        /** It is up. */
        UP,
        /** No switch has it. */
        OVER,
        /** A switch that may have it cannot be asked. */
        UNKNOWN
    }

    /** Asks all switches; waits a second for each at most. */
    Presence presence(String uuid);

    /** Sends a call to an inner place of the dialplan; false where no switch has done it. */
    boolean send(String uuid, String place);
}
