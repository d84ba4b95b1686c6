package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.ChannelProgress;

/** {@code ring_ready}: ringing (180). <em>Immutable.</em> */
final class RingReady implements Application {
    @Override
    public String name() {
        return "ring_ready";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        ChannelProgress.ring(channel);
    }
}
