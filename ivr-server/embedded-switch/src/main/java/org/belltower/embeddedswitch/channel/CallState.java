package org.belltower.embeddedswitch.channel;

/** The call as a telephone would show it; names are FreeSWITCH's. <em>Immutable.</em> */
public enum CallState {
    DOWN,
    DIALING,
    RINGING,
    EARLY,
    ACTIVE,
    HELD,
    HANGUP
}
