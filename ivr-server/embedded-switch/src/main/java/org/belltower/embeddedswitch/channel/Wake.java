package org.belltower.embeddedswitch.channel;

/** Why a channel stopped waiting. <em>Immutable.</em> */
public enum Wake {
    /** What it waited for has come. */
    DONE,
    /** The time is over. */
    TIMED_OUT,
    /** Somebody broke the running application off ({@code uuid_break}). */
    BROKEN,
    /** The call is over or goes elsewhere: return. */
    OVER
}
