package org.belltower.server.config;

/** What the network is told of a call that is over a limit. Immutable. Spec: ITU-T Q.850. */
public enum BusyCause {
    /** 42: the carrier may try another way. 503 in SIP. */
    CONGESTION("SWITCH_CONGESTION"),
    /** 17: the caller hears the busy tone. 486 in SIP. */
    BUSY("USER_BUSY");

    private final String word;

    BusyCause(String word) {
        this.word = word;
    }

    /** Under the switch's name. */
    public String word() {
        return word;
    }
}
