package org.belltower.embeddedswitch.channel;

import java.util.Locale;

/** Who made the call, seen from the switch. <em>Immutable.</em> */
public enum CallDirection {
    INBOUND,
    OUTBOUND;

    /** The word in events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
