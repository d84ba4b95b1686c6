package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/** {@code unset} NAME: removes a variable. <em>Immutable.</em> */
final class Unset implements Application {
    @Override
    public String name() {
        return "unset";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        channel.variables().remove(argument.strip());
    }
}
