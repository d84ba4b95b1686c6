package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Wake;

/** {@code park}: waits for what an Event Socket client sends, until hung up or sent elsewhere. <em>Immutable.</em> */
final class Park implements Application {
    @Override
    public String name() {
        return "park";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        until(channel, () -> false);
    }

    /** Waits and uses up keys, as FreeSWITCH's park loop does. */
    static void until(Channel channel, java.util.function.BooleanSupplier released) {
        channel.fire("CHANNEL_PARK");
        Wake wake = Wake.BROKEN;
        while (wake == Wake.BROKEN) {
            wake = channel.await(Channel.FOREVER, () -> {
                channel.keypad().flush();
                return released.getAsBoolean();
            });
        }
        channel.fire("CHANNEL_UNPARK");
    }
}
