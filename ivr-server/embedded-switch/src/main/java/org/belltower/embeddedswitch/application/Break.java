package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/** {@code break}: breaks off what runs outside it; with {@code all} also what waits. <em>Immutable.</em> */
final class Break implements Application {
    @Override
    public String name() {
        return "break";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        channel.breakOff(argument.strip().equals("all"));
    }
}
