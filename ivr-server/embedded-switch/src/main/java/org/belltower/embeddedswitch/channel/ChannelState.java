package org.belltower.embeddedswitch.channel;

/** Where a channel is in its life; names and numbers are FreeSWITCH's. <em>Immutable.</em> */
public enum ChannelState {
    CS_NEW(0),
    CS_INIT(1),
    CS_ROUTING(2),
    CS_EXECUTE(4),
    CS_EXCHANGE_MEDIA(5),
    CS_PARK(6),
    CS_CONSUME_MEDIA(7),
    CS_HANGUP(10),
    CS_REPORTING(11),
    CS_DESTROY(12);

    private final int number;

    ChannelState(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
